package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.CheckId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** A framework, its column in the catalogue, and how a number of the column reads in the standard. */
    private record Column(String framework, int index, UnaryOperator<String> number) {
        @Override
        public String toString() {
            return framework;
        }
    }

    static Stream<Column> columns() {
        List<String> header =
                List.of(ClassPathText.lines("catalogue.csv").getFirst().split(","));
        UnaryOperator<String> same = UnaryOperator.identity();
        Stream<Column> cis = Stream.of("7.0", "6.0", "5.0", "4.0.1", "3.0", "2.0", "1.4")
                .map(version -> new Column("cis-aws-foundations-" + version, header.indexOf("cis_" + version), same));
        return Stream.concat(
                cis,
                Stream.of(
                        new Column("aws-foundational-security-best-practices", header.indexOf("fsbp"), same),
                        new Column("pci-dss-4.0.1", header.indexOf("pci_dss_4.0"), same),
                        new Column("nist-800-53-r5", header.indexOf("nist_800_53_r5"), same),
                        new Column("iso-27001-2022", header.indexOf("iso27001_2022"), same),
                        new Column("soc-2", header.indexOf("soc2"), FrameworksTest::criterion),
                        new Column("hipaa", header.indexOf("hipaa"), FrameworksTest::safeguard),
                        new Column("nis2", header.indexOf("nis2"), FrameworksTest::point)));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyNumberOfTheCatalogueIsThereWithItsCheck(Column column) {
        Framework framework = Frameworks.load().framework(column.framework()).orElseThrow();
        Map<String, Framework.Requirement> byNumber = framework.requirements().stream()
                .collect(Collectors.toMap(Framework.Requirement::id, Function.identity()));
        Map<String, String> corrections = rows("framework-corrections.csv").stream()
                .filter(row -> row[0].equals(column.framework()))
                .collect(Collectors.toMap(row -> row[1] + " " + row[2], row -> row[3]));
        Set<String> corrected = new TreeSet<>();
        int compared = 0;
        for (String[] row : rows("catalogue.csv"))
            for (String number : row[column.index()].split("\\|")) {
                if (number.isEmpty()) continue;
                String correction = corrections.get(row[0] + " " + number);
                if (correction != null) corrected.add(row[0] + " " + number);
                String real = column.number().apply(correction == null ? number : correction);
                if (real.isEmpty()) continue;
                assertThat(byNumber).as("%s of %s", real, row[0]).containsKey(real);
                assertThat(byNumber.get(real).checks())
                        .as("%s %s", framework.id(), real)
                        .contains(new CheckId(row[0]));
                compared++;
            }
        assertThat(compared).isPositive();
        assertThat(corrected).isEqualTo(corrections.keySet());
    }

    static Stream<Framework> frameworks() {
        return Frameworks.load().all().stream();
    }

    @ParameterizedTest
    @MethodSource("frameworks")
    void everyRequirementReadsWell(Framework framework) {
        for (Framework.Requirement requirement : framework.requirements()) {
            String name = framework.id() + " " + requirement.id();
            assertThat(requirement.title()).as(name).isNotBlank().hasSizeLessThanOrEqualTo(90);
            assertThat(requirement.section()).as(name).isNotBlank();
            assertThat(requirement.checks()).as(name).doesNotHaveDuplicates();
            assertThat(requirement.manual().orElse("none is needed")).as(name).hasSizeGreaterThan(8);
        }
    }

    @Test
    void everyCheckIsInAFramework() {
        Set<CheckId> named = Frameworks.load().all().stream()
                .flatMap(framework -> framework.requirements().stream())
                .flatMap(requirement -> requirement.checks().stream())
                .collect(Collectors.toSet());
        assertThat(named).containsAll(CATALOGUE.checks().stream().map(Check::id).toList());
    }

    /** {@code cc_6_1} is CC6.1, {@code cc_a_1_1} is A1.1. */
    private static String criterion(String number) {
        String[] parts = number.replace("cc_a_", "a_").replace("cc_c_", "c_").split("_");
        return parts[0].toUpperCase(Locale.ROOT) + parts[1] + "." + parts[2];
    }

    /** {@code 164_308_a_1_ii_a} is 164.308(a)(1)(ii)(A). */
    private static String safeguard(String number) {
        String[] parts = number.split("_");
        StringBuilder real = new StringBuilder(parts[0] + "." + parts[1]);
        for (int i = 2; i < parts.length; i++)
            real.append('(')
                    .append(i == 5 ? parts[i].toUpperCase(Locale.ROOT) : parts[i])
                    .append(')');
        return real.toString();
    }

    /** {@code 9.2.c.xii} is 9.2(c)(xii). */
    private static String point(String number) {
        StringBuilder real = new StringBuilder();
        for (String part : number.split("\\."))
            if (Character.isDigit(part.charAt(0)))
                real.append(real.isEmpty() ? "" : ".").append(part);
            else real.append('(').append(part).append(')');
        return real.toString();
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
