package io.vigil.checks;

import io.vigil.checks.YamlMap.Text;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a check that a tenant wrote: the words of the catalogue's, with {@code layer} as one of them, since it lies in
 * no folder; {@code layer}, {@code owner}, {@code risk}, {@code remediation} and {@code references} may be left out.
 */
final class OwnSource {
    /** What its places name as the file. */
    static final String FILE = "check.yaml";

    static final int MAX_CHARS = 16_000;
    static final int MAX_FACTS = 20;

    private static final int MAX_TITLE_CHARS = 120;
    private static final int MAX_MESSAGE_CHARS = 1_000;
    private static final int MAX_TEXT_CHARS = 2_000;
    private static final int MAX_REFERENCES = 10;
    private static final int MAX_TYPES = 10;
    private static final Set<String> WORDS = Set.of(
            "title",
            "severity",
            "layer",
            "owner",
            "resource",
            "when",
            "let",
            "pass",
            "message",
            "params",
            "bounds",
            "risk",
            "remediation",
            "references");

    /** What breaks a line or turns the direction of writing would let a title pose as something else. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private OwnSource() {}

    /** @throws MalformedCheck if it cannot be read */
    static CheckSource read(CheckId id, String text) {
        if (text.length() > MAX_CHARS)
            throw new MalformedCheck(
                    new Place(FILE, 1, 1),
                    "the check has %d characters; an own check has %d at most".formatted(text.length(), MAX_CHARS));
        YamlMap yaml = YamlMap.ofStranger(FILE, text);
        yaml.allow(WORDS);
        Map<String, Object> params = CheckSource.params(yaml);
        Map<String, Text> let = CheckSource.let(yaml);
        atMost(yaml, "let", let.size(), MAX_FACTS);
        List<ResourceType<?>> types = CheckSource.types(yaml);
        atMost(yaml, "resource", types.size(), MAX_TYPES);
        atMost(yaml, "references", yaml.texts("references").size(), MAX_REFERENCES);
        Check check = new Check(
                id,
                line(yaml),
                CheckSource.word(yaml, "severity", Severity.class),
                yaml.has("layer") ? CheckSource.word(yaml, "layer", Layer.class) : Layer.ACCOUNT,
                service(types.getFirst()),
                yaml.has("owner") ? CheckSource.word(yaml, "owner", Owner.class) : Owner.CUSTOMER,
                types,
                yaml.text("message").value().strip(),
                said(yaml, "risk"),
                said(yaml, "remediation"),
                CheckSource.references(yaml),
                params,
                Bounds.read(yaml, params),
                EventJson.digest(text));
        Text message = yaml.text("message");
        within(message, "message", MAX_MESSAGE_CHARS);
        return new CheckSource(
                check,
                Dialect.OWN,
                yaml.maybeText("when"),
                let,
                yaml.text("pass"),
                message,
                CheckSource.shapes(yaml, params),
                Map.of());
    }

    private static String line(YamlMap yaml) {
        Text title = yaml.text("title");
        within(title, "title", MAX_TITLE_CHARS);
        if (UNPRINTABLE.matcher(title.value()).find())
            throw new MalformedCheck(title.place(), "the title must be one line of printable characters");
        return title.value();
    }

    private static String said(YamlMap yaml, String word) {
        return yaml.maybeText(word)
                .map(text -> {
                    within(text, word, MAX_TEXT_CHARS);
                    return text.value();
                })
                .orElse("");
    }

    /** {@code ec2} of {@code aws.ec2.volume}; the account itself stands for the service {@code account}. */
    private static String service(ResourceType<?> type) {
        String[] parts = type.name().toLowerCase(Locale.ROOT).split("\\.", -1);
        return parts.length > 1 ? parts[1] : parts[0];
    }

    private static void within(Text text, String word, int chars) {
        if (text.value().length() > chars)
            throw new MalformedCheck(text.place(), "'%s' may have %d characters at most".formatted(word, chars));
    }

    private static void atMost(YamlMap yaml, String word, int found, int most) {
        if (found > most)
            throw new MalformedCheck(yaml.place(word), "'%s' may have %d entries at most".formatted(word, most));
    }
}
