package io.vigil.scanner.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigil.contracts.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a sandbox's account, read without any of the code that serves or collects them. */
record AnswersOnDisk(Path account, Instant now) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A region's answer, else that of every region, else missing; {@code ec2/DescribeVpcs}. */
    JsonNode of(Region region, String operation) {
        // the global unit asks regions too; a demo account tells it in the first one
        Region last = region.isGlobal() ? DemoLab.REGIONS.getFirst() : region;
        for (String place : List.of(region.value(), "global", last.value())) {
            Path file = account.resolve(place).resolve(operation + ".json");
            try {
                if (Files.exists(file)) return JSON.readTree(file.toFile());
            } catch (IOException broken) {
                throw new UncheckedIOException(file.toString(), broken);
            }
        }
        return MissingNode.getInstance();
    }

    /** What an operation answers of one thing, by its name or ARN, else of all others; missing if that is an error. */
    JsonNode of(Region region, String operation, String thing) {
        JsonNode all = of(region, operation);
        String last = thing.substring(Math.max(thing.lastIndexOf('/'), thing.lastIndexOf(':')) + 1);
        for (String key : List.of(thing, last, "*"))
            if (all.has(key) && !all.get(key).has("Error")) return all.get(key);
        return MissingNode.getInstance();
    }

    /**
     * A file's words as a document has them: large first letters, no nulls, times as instants, and no empty lists and
     * structures, which AWS's XML cannot tell from none.
     */
    @Nullable
    Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> plain = new TreeMap<>();
            node.properties().forEach(member -> {
                Object value = plain(member.getValue());
                if (value != null) plain.put(large(member.getKey()), value);
            });
            return plain.isEmpty() ? null : plain;
        }
        if (node.isArray()) {
            List<Object> plain = new ArrayList<>();
            for (JsonNode item : node) {
                Object value = plain(item);
                if (value != null) plain.add(value);
            }
            return plain.isEmpty() ? null : plain;
        }
        if (node.isNull() || node.isMissingNode()) return null;
        return node.isTextual()
                ? text(node.asText())
                : node.isNumber() ? node.numberValue().longValue() : node.asBoolean();
    }

    /** A document's part in the same form. */
    static @Nullable Object plain(@Nullable Object part) {
        if (part instanceof Map<?, ?> map) {
            Map<String, Object> plain = new TreeMap<>();
            map.forEach((name, value) -> {
                Object known = plain(value);
                if (known != null) plain.put(large(String.valueOf(name)), known);
            });
            return plain.isEmpty() ? null : plain;
        }
        if (part instanceof Collection<?> list) {
            List<Object> plain = new ArrayList<>();
            for (Object item : list) {
                Object known = plain(item);
                if (known != null) plain.add(known);
            }
            return plain.isEmpty() ? null : plain;
        }
        if (part instanceof String text) return instant(text);
        return part instanceof Number number ? number.longValue() : part;
    }

    private static String large(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private Object text(String text) {
        if (!text.startsWith("{now")) return instant(text);
        if (text.equals("{now}")) return now;
        Duration age = Duration.parse(text.substring("{now-".length(), text.length() - 1));
        return text.startsWith("{now-") ? now.minus(age) : now.plus(age);
    }

    private static Object instant(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) return text;
        try {
            return OffsetDateTime.parse(text.replace("+0000", "Z")).toInstant();
        } catch (DateTimeException noTime) {
            return text;
        }
    }
}
