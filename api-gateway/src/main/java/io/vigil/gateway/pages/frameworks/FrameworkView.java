package io.vigil.gateway.pages.frameworks;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Attestation;
import io.vigil.gateway.upstream.Framework;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
            "FAIL",
            "UNDETERMINED",
            "NOT_EVALUATED",
            "EXCEPTED",
            "PASS",
            "NOT_APPLICABLE",
            "ATTESTED",
            "MANUAL",
            "DECIDED_OUT");

    /** @param status empty for all */
    public record Tab(String status, String word, String count, boolean on) {}

    public record Section(String name, List<Row> rows) {}

    /**
     * @param manual the evidence that people keep, or why it was decided out; empty where checks answer
     * @param attestation what is attested of it, and by whom; empty where nothing is
     * @param link below the customer's address, to what is attested or waits; empty where nothing is
     * @param attest whether somebody may stand in for it, anew or for the first time
     */
    public record Row(
            String id,
            String title,
            String verdict,
            String word,
            String by,
            String manual,
            String attestation,
            String link,
            boolean attest) {
        /** In an address. */
        public String encoded() {
            return URLEncoder.encode(id, StandardCharsets.UTF_8);
        }
    }

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
            case "ATTESTED" -> "attested";
            default -> "na";
        };
        List<Framework.CheckCount> checks = requirement.checks() == null ? List.of() : requirement.checks();
        return new Row(
                requirement.id(),
                requirement.title(),
                verdict,
                word(requirement.status()),
                by(checks),
                manual(requirement, checks),
                attestation(requirement),
                link(requirement),
                requirement.byPeople() && requirement.attestationWaiting() == null);
    }

    private static String attestation(Framework.Requirement requirement) {
        if (!requirement.byPeople()) return "";
        List<String> words = new ArrayList<>();
        Attestation attestation = requirement.attestation();
        if (attestation != null)
            words.add(
                    attestation.inForce()
                            ? "Attested until %s by %s"
                                    .formatted(
                                            Formats.date(attestation.validUntil()),
                                            attestation.requested().name())
                            : "The attestation ended after " + Formats.date(attestation.validUntil()));
        if (requirement.attestedAccounts() > 0)
            words.add("Attested for %s alone".formatted(Formats.many(requirement.attestedAccounts(), "account")));
        if (requirement.attestationWaiting() != null) words.add("An attestation waits for an answer");
        return String.join(". ", words);
    }

    private static String link(Framework.Requirement requirement) {
        if (!requirement.byPeople()) return "";
        if (requirement.attestationWaiting() != null) return "/attestations/" + requirement.attestationWaiting();
        if (requirement.attestation() != null)
            return "/attestations/" + requirement.attestation().id();
        return requirement.attestedAccounts() > 0 ? "/attestations?state=in_force" : "";
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

    /** Beside the share that was evaluated, in which nothing of this is. */
    public String attested() {
        Framework.ByPeople people = data.people() == null ? Framework.ByPeople.NONE : data.people();
        return people.requirements() == 0
                ? ""
                : "%s of %s attested by people"
                        .formatted(
                                Formats.grouped(people.attested()),
                                Formats.many(people.requirements(), "manual requirement"));
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
