package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers that depend on an argument are kept by its value: {@code {"bucket-a": {…}, "bucket-b": {…}}} in one file, or one file a
 * value in a folder. Where two arguments decide, the key holds both with a space between, for a qualifier of Lambda a colon;
 * {@code *} stands for all others.
 */
final class Keyed {
    private static final String ALL_OTHERS = "*";

    private Keyed() {}

    /** A document whose top-level names are members of the answer is the answer itself, any other is keyed. */
    static Optional<JsonNode> select(JsonNode content, Call call) {
        if (!content.isObject() || content.isEmpty() || content.has("Error")) {
            return Optional.of(content);
        }
        var members = call.operation().responseFields().stream()
                .map(field -> field.memberName())
                .collect(Collectors.toSet());
        for (var name : (Iterable<String>) content::fieldNames) {
            if (members.contains(name)) {
                return Optional.of(content);
            }
        }
        return arguments(call).stream()
                .flatMap(value -> Optional.ofNullable(content.get(value)).stream())
                .findFirst()
                .or(() -> severalWords(content, call))
                .or(() -> Optional.ofNullable(content.get(ALL_OTHERS)));
    }

    static <T> Optional<T> find(Map<String, T> byKey, Call call) {
        return arguments(call).stream()
                .flatMap(value -> Optional.ofNullable(byKey.get(value)).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(byKey.get(ALL_OTHERS)));
    }

    private static Optional<JsonNode> severalWords(JsonNode content, Call call) {
        var values = arguments(call);
        return content.properties().stream()
                .filter(entry -> entry.getKey().indexOf(' ') > 0
                        && values.containsAll(List.of(entry.getKey().split(" "))))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Every text argument, and of an ARN also its last part: AWS takes either where a resource is named. What has a qualifier is
     * another thing than what it is of, and goes by the name that AWS gives it.
     */
    private static Set<String> arguments(Call call) {
        var values = new LinkedHashSet<String>();
        var qualifier = call.text("Qualifier");
        if (qualifier.isPresent()) {
            values.add(call.text("FunctionName").orElse("") + ":" + qualifier.get());
            return values;
        }
        call.arguments().forEach(value -> {
            var text = value.isArray() && value.size() == 1 ? value.get(0) : value;
            if (text.isTextual()) {
                values.add(text.asText());
            }
        });
        for (var value : List.copyOf(values)) {
            if (value.startsWith("arn:")) {
                values.add(value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1));
            }
        }
        return values;
    }

    static String ofFileName(Path file) {
        var name = String.valueOf(file.getFileName());
        var plain = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The file name that holds a value's answer: percent-encoded, so that an ARN or a slash is one name. */
    static String fileName(String value) {
        var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded) + ".json";
    }
}
