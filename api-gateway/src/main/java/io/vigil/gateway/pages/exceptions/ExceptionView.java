package io.vigil.gateway.pages.exceptions;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.AcceptedRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exception with all that was said of it, and what the person who looks may do.
 *
 * @param error what a service refused
 * @param note what was typed before
 */
public record ExceptionView(AcceptedRisk data, Visit visit, String error, String note) {
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    public record Step(String icon, String tone, String verb, String detail, java.time.Instant at, String when) {}

    public String title() {
        return Formats.capital(data.words());
    }

    public String state() {
        return switch (data.state()) {
            case "WAITING" -> "Waiting for an answer";
            case "IN_FORCE" -> "In force";
            case "LAPSED" -> "Not answered";
            default -> Formats.sentence(data.state());
        };
    }

    /** The class of its tag. */
    public String tone() {
        return switch (data.state()) {
            case "WAITING" -> "reopened";
            case "IN_FORCE" -> "excepted";
            default -> "open";
        };
    }

    public String until() {
        return Formats.dayTime(data.endsAt()) + " UTC";
    }

    /** Whose own wish it is may not answer it; the service says so again. */
    public boolean mayAnswer() {
        return data.waits() && visit.mayLetIn() && !mine();
    }

    public boolean mayWithdraw() {
        return data.waits() && visit.mayOperate() && mine();
    }

    public boolean mayRevoke() {
        return data.inForce() && visit.mayOperate();
    }

    public boolean mine() {
        return data.requested().subject().equals(visit.caller().subject());
    }

    /** Whom it waits for, where the person who looks cannot answer. */
    public String waitsFor() {
        if (!data.waits() || mayAnswer()) return "";
        return visit.mayLetIn()
                ? "You asked for it, so another administrator of " + visit.name() + " decides."
                : "An administrator of " + visit.name() + " decides.";
    }

    public boolean previewed() {
        return data.preview() != null;
    }

    public String previewWords() {
        AcceptedRisk.Preview preview = data.preview();
        if (preview == null) return "";
        if (preview.open() == 0)
            return "No open finding lies in its scope now. What fails there later would be excepted at once.";
        return "Approving it takes %s out of the open ones, in %s: %s."
                .formatted(
                        Formats.many(preview.open(), "finding"),
                        Formats.many(preview.accounts(), "account"),
                        severities(preview.severities()));
    }

    private static String severities(@Nullable Map<String, Integer> counted) {
        List<String> parts = new ArrayList<>();
        if (counted != null)
            for (String severity : SEVERITIES) {
                int count = counted.getOrDefault(severity, 0);
                if (count > 0) parts.add(Formats.grouped(count) + " " + severity);
            }
        return String.join(", ", parts);
    }

    public boolean inForce() {
        return data.inForce();
    }

    public boolean refused() {
        return !error.isEmpty();
    }

    public String findings() {
        return Formats.many(data.findings(), "finding");
    }

    public String account() {
        String account = data.scope().account();
        return account == null ? "Every account" : Formats.spaced(account);
    }

    public String tag() {
        AcceptedRisk.Tag tag = data.scope().tag();
        return tag == null ? "" : tag.key() + " = " + (tag.value().isEmpty() ? "(empty)" : tag.value());
    }

    public String reminded() {
        return data.remind() == null || data.remind().isEmpty()
                ? "Who gets the reports by mail"
                : String.join(", ", data.remind());
    }

    /** Newest first. */
    public List<Step> history() {
        List<Step> steps = new ArrayList<>();
        AcceptedRisk.Act over = data.over();
        if (over != null) steps.add(step("na", "t3", ExceptionsView.outcome(data), over, note(over)));
        AcceptedRisk.Act approved = data.approved();
        if (approved != null)
            steps.add(step(
                    "excepted",
                    "is-cnc",
                    "Approved by " + approved.name(),
                    approved,
                    Formats.many(data.taken(), "finding") + " taken. " + note(approved)));
        AcceptedRisk.Act requested = data.requested();
        steps.add(step("plus", "t3", "Requested by " + requested.name(), requested, role(requested.role())));
        return steps;
    }

    private static Step step(String icon, String tone, String verb, AcceptedRisk.Act act, String detail) {
        return new Step(icon, tone, verb, detail.strip(), act.at(), Formats.dayTime(act.at()));
    }

    private static String note(AcceptedRisk.Act act) {
        return act.note() == null ? "" : act.note();
    }

    private static String role(String role) {
        return role.startsWith("MSP_") ? "of the provider" : "as " + role.toLowerCase(java.util.Locale.ROOT);
    }
}
