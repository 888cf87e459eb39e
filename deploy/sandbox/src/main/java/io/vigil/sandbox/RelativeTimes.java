package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times such as {@code {now-P90D}} or {@code {now+P7D}} in an account's files, so that a key of 90 days is one of 90 days next year too. */
final class RelativeTimes {
    private static final Pattern RELATIVE = Pattern.compile("\\{now(?:([-+])(P[0-9A-Z.]+))?}");

    private RelativeTimes() {}

    static JsonNode fill(JsonNode node, Instant now) {
        if (node instanceof ObjectNode object) {
            var filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue(), now)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            var filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> filled.add(fill(item, now)));
            return filled;
        }
        return node.isTextual() && node.asText().contains("{now")
                ? JsonNodeFactory.instance.textNode(fill(node.asText(), now))
                : node;
    }

    private static String fill(String text, Instant now) {
        return RELATIVE.matcher(text).replaceAll(match -> {
            try {
                var age = match.group(2) == null ? Duration.ZERO : Duration.parse(match.group(2));
                var away = "+".equals(match.group(1)) ? age : age.negated();
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.plus(away).truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw new BadData("expected a time such as {now-P90D} or {now-PT5M}, found " + match.group());
            }
        });
    }
}
