package io.vigil.reports.channels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as an Adaptive Card, as a workflow of Teams takes it. All words stand in text runs, in which nothing is Markdown.
 * Teams takes 28 KB; fifteen events of the longest names in any script stay below.
 */
final class TeamsBody {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";

    private TeamsBody() {}

    static String of(Message message) {
        List<Object> body = new ArrayList<>();
        body.add(line(run(Words.title(message), Map.of("weight", "Bolder", "size", "Medium"))));
        body.add(line(run(message.data().customer(), Map.of("isSubtle", true))));
        message.data().events().forEach(each -> {
            body.add(line(run(Words.what(each), Map.of())));
            if (!Words.where(each).isEmpty()) body.add(line(run(Words.where(each), Map.of("isSubtle", true))));
        });
        if (!Words.more(message).isEmpty()) body.add(line(run(Words.more(message), Map.of())));
        String link = message.data().link();
        List<Object> actions = link == null
                ? List.of()
                : List.of(Map.of("type", "Action.OpenUrl", "title", "Open in Vigil", "url", link));
        Map<String, Object> card = Map.of("type", "AdaptiveCard", "version", "1.4", "body", body, "actions", actions);
        return Message.json(
                Map.of("type", "message", "attachments", List.of(Map.of("contentType", CARD, "content", card))));
    }

    private static Map<String, Object> line(Map<String, Object> run) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(run));
    }

    private static Map<String, Object> run(String text, Map<String, Object> look) {
        Map<String, Object> run = new HashMap<>(look);
        run.put("type", "TextRun");
        run.put("text", text.isEmpty() ? "-" : text);
        return run;
    }
}
