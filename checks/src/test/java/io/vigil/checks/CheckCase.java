package io.vigil.checks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of the cases that lie beside a check. */
record CheckCase(
        String name,
        ResourceType<?> type,
        String resourceName,
        Map<String, Object> resource,
        String expect,
        @Nullable String message,
        Instant now,
        Map<String, Object> declared,
        Map<Fix.Kind, String> fixes) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @SuppressWarnings("unchecked")
    static List<CheckCase> of(CheckSource source) {
        Check check = source.check();
        String file = "checks/aws/%s/%s/%s.cases.yaml".formatted(check.layer().label(), check.service(), check.id());
        try {
            return Arrays.stream(YAML.readValue(ClassPathText.read(file), Map[].class))
                    .map(each -> of(check, (Map<String, Object>) each))
                    .toList();
        } catch (IOException malformed) {
            throw new UncheckedIOException(file, malformed);
        }
    }

    @SuppressWarnings("unchecked")
    private static CheckCase of(Check check, Map<String, Object> yaml) {
        String type = (String)
                yaml.getOrDefault("type", check.resourceTypes().getFirst().name());
        return new CheckCase(
                (String) yaml.get("case"),
                ResourceTypes.named(type).orElseThrow(),
                (String) yaml.getOrDefault("name", "unnamed"),
                new HashMap<>((Map<String, Object>) yaml.get("resource")),
                (String) yaml.get("expect"),
                (String) yaml.get("message"),
                yaml.containsKey("now") ? Instant.parse((String) yaml.get("now")) : NOW,
                (Map<String, Object>) yaml.getOrDefault("declared", Map.of()),
                Arrays.stream(Fix.Kind.values())
                        .filter(kind -> yaml.containsKey(kind.word()))
                        .collect(Collectors.toMap(kind -> kind, kind -> (String) yaml.get(kind.word()))));
    }

    /** What a check of the case's type knows of it. */
    Facts facts(CompiledCheck check) {
        return new Facts(
                resourceName,
                Binding.exactly(Shapes.of(type.document()), resource),
                Binding.exactly(check.params(), check.check().params()),
                CompiledChecks.declared(declared),
                now,
                check.let());
    }
}
