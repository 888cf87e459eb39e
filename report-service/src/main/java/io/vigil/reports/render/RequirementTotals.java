package io.vigil.reports.render;

import io.quarkus.qute.TemplateData;
import io.vigil.reports.frameworks.ReadFrameworks.CheckStanding;
import io.vigil.reports.frameworks.ReadFrameworks.RequirementStanding;
import io.vigil.reports.frameworks.ReadFrameworks.Standing;
import io.vigil.reports.frameworks.ReadFrameworks.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sums over a requirement's checks, and a framework's requirements in the parts that are printed. */
@TemplateData
public final class RequirementTotals {

    /** Requirements of one section that stand together. */
    @TemplateData
    public record Part(String section, List<RequirementStanding> requirements) {}

    /** Such as {@code 9 fail, 31 pass, 14 manual}; in the order of their weight. */
    public String standings(Standing framework) {
        return Arrays.stream(Status.values())
                .map(status -> Map.entry(
                        status,
                        framework.requirements().stream()
                                .filter(requirement -> requirement.status() == status)
                                .count()))
                .filter(entry -> entry.getValue() > 0)
                .map(entry ->
                        entry.getValue() + " " + Words.standing(entry.getKey()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    public List<Part> evaluated(Standing framework) {
        Map<String, List<RequirementStanding>> sections = framework.requirements().stream()
                .filter(requirement -> !requirement.byPeople())
                .collect(Collectors.groupingBy(RequirementStanding::section, LinkedHashMap::new, Collectors.toList()));
        return sections.entrySet().stream()
                .map(section -> new Part(section.getKey(), section.getValue()))
                .toList();
    }

    public List<RequirementStanding> manual(Standing framework) {
        return framework.requirements().stream()
                .filter(RequirementStanding::byPeople)
                .toList();
    }

    public int pass(RequirementStanding requirement) {
        return requirement.checks().stream().mapToInt(CheckStanding::pass).sum();
    }

    public int fail(RequirementStanding requirement) {
        return requirement.checks().stream().mapToInt(CheckStanding::fail).sum();
    }

    public int excepted(RequirementStanding requirement) {
        return requirement.checks().stream().mapToInt(CheckStanding::excepted).sum();
    }

    public int undetermined(RequirementStanding requirement) {
        return requirement.checks().stream()
                .mapToInt(CheckStanding::undetermined)
                .sum();
    }
}
