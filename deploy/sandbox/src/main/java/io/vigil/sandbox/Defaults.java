package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS answers for a thing that nobody configured, such as NoSuchBucketPolicy: one JSON file a service beside this class.
 * {@code {Name}} in a text is the call's argument, {@code {account}} and {@code {region}} are where it was asked.
 */
final class Defaults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Map<String, JsonNode> byService = new ConcurrentHashMap<>();

    Optional<ObjectNode> answer(Call call) {
        var service = byService.computeIfAbsent(call.service().folder(), Defaults::read);
        return Optional.ofNullable(service.get(call.operation().name()))
                .flatMap(content -> Keyed.select(content, call))
                .map(content -> (ObjectNode) fill(content, call));
    }

    private static JsonNode read(String service) {
        try (var file = Defaults.class.getResourceAsStream("defaults/" + service + ".json")) {
            return file == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode fill(JsonNode node, Call call) {
        if (node instanceof ObjectNode object) {
            var filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue(), call)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            var filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> filled.add(fill(item, call)));
            return filled;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(fill(node.asText(), call)) : node;
    }

    private static String fill(String text, Call call) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "account" -> call.account();
                            case "region" -> call.region();
                            default -> call.text(match.group(1)).orElse("");
                        }));
    }
}
