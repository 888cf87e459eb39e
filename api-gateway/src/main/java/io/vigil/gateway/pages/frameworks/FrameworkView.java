package io.vigil.gateway.pages.frameworks;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Framework;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A framework's requirements by section, all or those of one standing; what nobody evaluated never reads as passed.
 *
 * @param only a status, or empty for all
 */
public record FrameworkView(Framework data, String only, List<Tab> tabs, List<Section> sections) {
    private static final List<String> ORDER = List.of(
            "FAIL", "UNDETERMINED", "NOT_EVALUATED", "EXCEPTED", "PASS", "NOT_APPLICABLE", "MANUAL", "DECIDED_OUT");

    /** @param status empty for all */
    public record Tab(String status, String word, String count, boolean on) {}

    public record Section(String name, List<Row> rows) {}

    /** @param manual the evidence that people keep, or why it was decided out; empty where checks answer */
    public record Row(String id, String title, String verdict, String word, String by, String manual) {}

    /** @param only what is no status shows all */
    static FrameworkView of(Framework framework, @Nullable String only) {
        List<Framework.Requirement> all = framework.requirements() == null ? List.of() : framework.requirements();
        String status = only != null && Set.copyOf(ORDER).contains(only) ? only : "";
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        for (Framework.Requirement requirement : all)
            if (status.isEmpty() || requirement.status().equals(status))
                sections.computeIfAbsent(
                                requirement.section() == null ? "" : requirement.section(), none -> new ArrayList<>())
                        .add(row(requirement));
        return new FrameworkView(
                framework,
                status,
                tabs(all, status),
                sections.entrySet().stream()
                        .map(section -> new Section(section.getKey(), section.getValue()))
                        .toList());
    }

    private static List<Tab> tabs(List<Framework.Requirement> all, String only) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("", "All", Formats.grouped(all.size()), only.isEmpty()));
        for (String status : ORDER) {
            long count = all.stream()
                    .filter(requirement -> requirement.status().equals(status))
                    .count();
            if (count > 0) tabs.add(new Tab(status, word(status), Formats.grouped(count), only.equals(status)));
        }
        return tabs;
    }

    private static Row row(Framework.Requirement requirement) {
        String verdict = switch (requirement.status()) {
            case "PASS" -> "pass";
            case "FAIL" -> "fail";
            case "UNDETERMINED" -> "cnc";
            case "EXCEPTED" -> "excepted";
            default -> "na";
        };
        List<Framework.CheckCount> checks = requirement.checks() == null ? List.of() : requirement.checks();
        return new Row(
                requirement.id(),
                requirement.title(),
                verdict,
                word(requirement.status()),
                by(checks),
                manual(requirement, checks));
    }

    private static String manual(Framework.Requirement requirement, List<Framework.CheckCount> checks) {
        Framework.Decision decision = requirement.decision();
        if (decision != null) return "Decided out by %s: %s".formatted(decision.by(), decision.reason());
        return checks.isEmpty() && requirement.manual() != null ? requirement.manual() : "";
    }

    private static String by(List<Framework.CheckCount> checks) {
        if (checks.isEmpty()) return "people";
        int fail = checks.stream().mapToInt(Framework.CheckCount::fail).sum();
        int excepted = checks.stream().mapToInt(Framework.CheckCount::excepted).sum();
        return Formats.many(checks.size(), "check")
                + (fail == 0 ? "" : ", " + Formats.grouped(fail) + " fail")
                + (excepted == 0 ? "" : ", " + Formats.grouped(excepted) + " excepted");
    }

    private static String word(String status) {
        return status.equals("UNDETERMINED") ? "Could not check" : Formats.sentence(status);
    }

    public String score() {
        return Formats.score(data.score());
    }

    public String share() {
        return Formats.percent(data.evaluatedShare());
    }

    public String version() {
        return data.version() == null ? "" : data.version();
    }
}
