package io.vigil.gateway.pages.frameworks;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Framework;
import java.util.List;

/** A framework's requirements with their verdict; what nobody evaluated never reads as passed. */
public record FrameworkView(Framework data, List<Row> rows) {

    public record Row(String id, String title, String section, String verdict, String word, String checks) {}

    static FrameworkView of(Framework framework) {
        List<Framework.Requirement> requirements =
                framework.requirements() == null ? List.of() : framework.requirements();
        return new FrameworkView(
                framework, requirements.stream().map(FrameworkView::row).toList());
    }

    private static Row row(Framework.Requirement requirement) {
        List<Framework.CheckCount> checks = requirement.checks() == null ? List.of() : requirement.checks();
        String verdict = switch (requirement.status()) {
            case "PASS" -> "pass";
            case "FAIL" -> "fail";
            case "UNDETERMINED" -> "cnc";
            default -> "na";
        };
        String word = requirement.status().equals("UNDETERMINED")
                ? "Could not check"
                : Formats.sentence(requirement.status());
        return new Row(
                requirement.id(),
                requirement.title(),
                requirement.section() == null ? "" : requirement.section(),
                verdict,
                word,
                checks.isEmpty() ? "–" : Formats.many(checks.size(), "check"));
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
