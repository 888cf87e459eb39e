package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.CheckId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameworksTest {
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();

    @Test
    void everyCheckIsInTheBaselineOnceUnderItsLayer() {
        Framework baseline = Frameworks.load().framework("vigil-baseline").orElseThrow();
        List<CheckId> named = baseline.requirements().stream()
                .flatMap(requirement -> requirement.checks().stream())
                .toList();
        assertThat(named)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        CATALOGUE.checks().stream().map(Check::id).toList());
        Map<String, String> sections = Map.of(
                "account",
                "Account readiness",
                "network",
                "Network",
                "workload",
                "Workload",
                "application",
                "Application");
        for (Framework.Requirement requirement : baseline.requirements())
            for (CheckId id : requirement.checks())
                assertThat(requirement.section())
                        .as("%s", id)
                        .isEqualTo(sections.get(
                                CATALOGUE.check(id).orElseThrow().layer().label()));
    }

    @Test
    void everyCheckThatAFrameworkNamesExists() {
        for (Framework framework : Frameworks.load().all())
            for (Framework.Requirement requirement : framework.requirements())
                assertThat(requirement.checks())
                        .as("%s %s", framework.id(), requirement.id())
                        .allMatch(id -> CATALOGUE.check(id).isPresent());
    }

    @Test
    void cisHasAllItsNumbersAndTheChecksThatReachThem() {
        Map<String, Framework.Requirement> cis =
                Frameworks.load().framework("cis-aws-foundations-7.0").orElseThrow().requirements().stream()
                        .collect(Collectors.toMap(Framework.Requirement::id, Function.identity()));
        for (String[] row : rows("framework-requirements.csv")) {
            if (!row[0].equals("CIS") || !row[1].equals("7.0")) continue;
            Set<CheckId> reaching = Arrays.stream(row[3].split("\\|"))
                    .filter(id -> !id.isEmpty())
                    .map(CheckId::new)
                    .filter(id -> CATALOGUE.check(id).isPresent())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(cis).containsKey(row[2]);
            assertThat(cis.get(row[2]).checks()).as("CIS %s", row[2]).containsExactlyElementsOf(reaching);
        }
    }

    @Test
    void checksAgreeWithTheCatalogue() {
        Map<String, String[]> catalogue =
                rows("catalogue.csv").stream().collect(Collectors.toMap(row -> row[0], Function.identity()));
        for (Check check : CATALOGUE.checks()) {
            String[] row = catalogue.get(check.id().value());
            assertThat(row).as("%s is in the catalogue", check.id()).isNotNull();
            assertThat(List.of(
                            check.layer().label(),
                            check.service(),
                            check.severity().label()))
                    .as("%s", check.id())
                    .containsExactly(row[1], row[2], row[4]);
        }
    }

    private static List<String[]> rows(String file) {
        return ClassPathText.lines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
