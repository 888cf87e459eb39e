package io.vigil.reports.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message in Slack's Block Kit. All words of strangers are plain text, in which nothing is a link, a mention or bold; only
 * the line with our own link is not. Of 50 blocks that Slack takes there are at most 43, and of 3,000 characters a block at
 * most some hundreds.
 */
final class SlackBody {
    private static final int LONGEST_HEADER = 150;

    private SlackBody() {}

    static String of(Message message) {
        List<Object> blocks = new ArrayList<>();
        String title = Words.title(message);
        blocks.add(Map.of("type", "header", "text", plain(cut(title))));
        blocks.add(Map.of(
                "type", "context", "elements", List.of(plain(message.data().customer()))));
        message.data()
                .events()
                .forEach(each -> blocks.add(Map.of(
                        "type", "section", "text", plain((Words.what(each) + "\n" + Words.where(each)).strip()))));
        if (!Words.more(message).isEmpty()) blocks.add(Map.of("type", "section", "text", plain(Words.more(message))));
        String link = message.data().link();
        if (link != null)
            blocks.add(Map.of(
                    "type",
                    "context",
                    "elements",
                    List.of(Map.of("type", "mrkdwn", "text", "<%s|Open in Vigil>".formatted(escaped(link))))));
        return Message.json(Map.of("text", escaped(title), "blocks", blocks));
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text.isEmpty() ? "-" : text, "emoji", false);
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_HEADER
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_HEADER - 1)) + "…";
    }

    /** Where Slack reads its own markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
