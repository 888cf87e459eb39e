package io.vigil.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.vigil.checks.Framework.Requirement;
import io.vigil.contracts.CheckId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every framework that comes with this library, by its id. */
public final class Frameworks {
    private static final String INDEX = "frameworks/index.txt";
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Map<String, Framework> byId;

    private Frameworks(Map<String, Framework> byId) {
        this.byId = byId;
    }

    private record File(String name, String version, List<Line> requirements) {}

    private record Line(
            String id,
            String title,
            String section,
            @Nullable List<String> checks,
            @Nullable String manual) {}

    /** @throws IllegalStateException if a file is wrong; the message names it */
    public static Frameworks load() {
        Map<String, Framework> byId = new TreeMap<>();
        for (String file : ClassPathText.lines(INDEX)) {
            String id = file.substring("frameworks/".length(), file.length() - ".yaml".length());
            byId.put(id, read(id, file));
        }
        return new Frameworks(byId);
    }

    /** In the order of their ids. */
    public List<Framework> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Framework> framework(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static Framework read(String id, String path) {
        try {
            File file = YAML.readValue(ClassPathText.read(path), File.class);
            List<Requirement> requirements = new ArrayList<>();
            Set<String> numbers = new HashSet<>();
            for (Line line : file.requirements()) {
                if (!numbers.add(line.id()))
                    throw new IllegalStateException("%s: requirement %s stands here twice".formatted(path, line.id()));
                List<CheckId> checks = line.checks() == null
                        ? List.of()
                        : line.checks().stream().map(CheckId::new).toList();
                if (checks.isEmpty() && line.manual() == null)
                    throw new IllegalStateException(
                            "%s: requirement %s has neither checks nor manual evidence".formatted(path, line.id()));
                requirements.add(new Requirement(
                        line.id(), line.title(), line.section(), checks, Optional.ofNullable(line.manual())));
            }
            return new Framework(id, file.name(), file.version(), List.copyOf(requirements));
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(path + ": " + malformed.getOriginalMessage(), malformed);
        }
    }
}
