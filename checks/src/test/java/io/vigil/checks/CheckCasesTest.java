package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case beside every check; and that nothing lies there which is not judged. */
class CheckCasesTest {
    private static final Path ROOT = Path.of("src/main/resources");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    record Case(
            String name,
            String type,
            String resourceName,
            Map<String, Object> resource,
            String expect,
            @Nullable String message,
            Instant now,
            Map<String, Object> declared,
            Map<Fix.Kind, String> fixes) {}

    @TestFactory
    Stream<DynamicTest> everyCaseHolds() {
        CheckCatalogue catalogue = CheckCatalogue.load();
        return catalogue.sources().stream()
                .flatMap(source -> cases(source).stream()
                        .map(test -> DynamicTest.dynamicTest(
                                source.check().id() + ": " + test.name(), () -> holds(catalogue, source, test))));
    }

    private static void holds(CheckCatalogue catalogue, CheckSource source, Case test) {
        // Given
        CompiledCheck compiled =
                catalogue.compiled(source).get(ResourceTypes.named(test.type()).orElseThrow());
        Members members = Binding.exactly(Shapes.of(compiledType(test).document()), test.resource());
        Facts facts = new Facts(
                test.resourceName(),
                members,
                Binding.exactly(compiled.params(), source.check().params()),
                CompiledChecks.declared(test.declared()),
                test.now(),
                compiled.let());

        // When
        Outcome outcome = compiled.outcome(facts);

        // Then
        assertThat(word(outcome)).as(String.valueOf(outcome)).isEqualTo(test.expect());
        if (outcome instanceof Outcome.Undetermined undetermined)
            assertThat(undetermined.why().reason().name())
                    .as(String.valueOf(outcome))
                    .isNotEqualTo("CHECK_FAILED");
        if (test.message() != null)
            assertThat(((Outcome.Fail) outcome).message()).isEqualTo(test.message());
        Map<Fix.Kind, String> written = fixes(catalogue, source, test);
        test.fixes()
                .forEach((kind, part) -> assertThat(written.get(kind))
                        .as(kind.word())
                        .isNotNull()
                        .contains(part.strip()));
    }

    private static Map<Fix.Kind, String> fixes(CheckCatalogue catalogue, CheckSource source, Case test) {
        return new Fixes(catalogue)
                        .of(
                                source.check().id(),
                                new Fix.Target(
                                        test.type(),
                                        test.resourceName(),
                                        "111122223333",
                                        "eu-central-1",
                                        test.resource()))
                        .stream()
                        .collect(Collectors.toMap(Fix::kind, Fix::text));
    }

    private static ResourceType<?> compiledType(Case test) {
        return ResourceTypes.named(test.type()).orElseThrow();
    }

    @Test
    void everyCheckHasTheCasesItNeeds() {
        for (CheckSource source : CheckCatalogue.load().sources()) {
            Set<String> expected = cases(source).stream().map(Case::expect).collect(Collectors.toSet());
            Set<String> needed = new TreeSet<>(Set.of("pass", "fail"));
            if (source.when().isPresent()) needed.add("notApplicable");
            if (readsWhatMayBeMissing(source)) needed.add("undetermined");
            assertThat(expected).as("cases of %s", source.check().id()).containsAll(needed);
        }
    }

    private static boolean readsWhatMayBeMissing(CheckSource source) {
        return CompiledCheck.compile(source, source.check().resourceTypes().getFirst()).reads().stream()
                .map(path -> path.split("\\.")[0])
                .anyMatch(name ->
                        Shapes.of(source.check().resourceTypes().getFirst().document())
                                                .members()
                                                .get(name)
                                        instanceof Shape.Member member
                                && member.mayBeMissing());
    }

    @Test
    void theIndexNamesEveryFileAndNoOther() throws IOException {
        Set<String> files;
        try (Stream<Path> found = Files.walk(ROOT.resolve("checks/aws"))) {
            files = found.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> expected = new TreeSet<>();
        for (String check : ClassPathText.lines(CheckCatalogue.INDEX)) {
            expected.add(check);
            expected.add(check.replace(".yaml", ".cases.yaml"));
        }
        assertThat(files).isEqualTo(expected);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Pass pass -> "pass";
            case Outcome.Fail fail -> "fail";
            case Outcome.NotApplicable notApplicable -> "notApplicable";
            case Outcome.Undetermined undetermined -> "undetermined";
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Case> cases(CheckSource source) {
        String file = "checks/aws/%s/%s/%s.cases.yaml"
                .formatted(
                        source.check().layer().label(),
                        source.check().service(),
                        source.check().id());
        try {
            return Arrays.stream(YAML.readValue(ClassPathText.read(file), Map[].class))
                    .map(each -> (Map<String, Object>) each)
                    .map(each -> new Case(
                            (String) each.get("case"),
                            (String) each.getOrDefault(
                                    "type",
                                    source.check().resourceTypes().getFirst().name()),
                            (String) each.getOrDefault("name", "unnamed"),
                            new HashMap<>((Map<String, Object>) each.get("resource")),
                            (String) each.get("expect"),
                            (String) each.get("message"),
                            each.containsKey("now") ? Instant.parse((String) each.get("now")) : NOW,
                            (Map<String, Object>) each.getOrDefault("declared", Map.of()),
                            Arrays.stream(Fix.Kind.values())
                                    .filter(kind -> each.containsKey(kind.word()))
                                    .collect(Collectors.toMap(kind -> kind, kind -> (String) each.get(kind.word())))))
                    .toList();
        } catch (IOException malformed) {
            throw new UncheckedIOException(file, malformed);
        }
    }
}
