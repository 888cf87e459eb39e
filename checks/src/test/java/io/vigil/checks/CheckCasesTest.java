package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case beside every check; and that nothing lies there which is not judged. */
class CheckCasesTest {
    private static final Path ROOT = Path.of("src/main/resources");

    @TestFactory
    Stream<DynamicTest> everyCaseHolds() {
        CheckCatalogue catalogue = CheckCatalogue.load();
        return catalogue.sources().stream()
                .flatMap(source -> CheckCase.of(source).stream()
                        .map(test -> DynamicTest.dynamicTest(
                                source.check().id() + ": " + test.name(), () -> holds(catalogue, source, test))));
    }

    private static void holds(CheckCatalogue catalogue, CheckSource source, CheckCase test) {
        // Given
        CompiledCheck compiled = catalogue.compiled(source, test.type());

        // When
        Outcome outcome = compiled.outcome(test.facts(compiled));

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

    private static Map<Fix.Kind, String> fixes(CheckCatalogue catalogue, CheckSource source, CheckCase test) {
        return new Fixes(catalogue)
                        .of(
                                source.check().id(),
                                new Fix.Target(
                                        test.type().name(),
                                        test.resourceName(),
                                        "111122223333",
                                        "eu-central-1",
                                        test.resource()))
                        .stream()
                        .collect(Collectors.toMap(Fix::kind, Fix::text));
    }

    @Test
    void everyCheckHasTheCasesItNeeds() {
        for (CheckSource source : CheckCatalogue.load().sources()) {
            Set<String> expected =
                    CheckCase.of(source).stream().map(CheckCase::expect).collect(Collectors.toSet());
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
}
