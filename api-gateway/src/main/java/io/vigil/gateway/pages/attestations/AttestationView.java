package io.vigil.gateway.pages.attestations;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Attestation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One attestation with all that was said of it and what shows it, and what the person who looks may do.
 *
 * @param error what a service refused
 * @param note what was typed before
 */
public record AttestationView(Attestation data, Visit visit, String error, String note) {

    public record Step(String icon, String tone, String verb, String detail, Instant at, String when) {}

    public record File(UUID id, String name, String size, String digest, String added) {}

    public String title() {
        return data.requirement() + " " + data.title();
    }

    public String state() {
        return switch (data.state()) {
            case "WAITING" -> "Waiting for an answer";
            case "IN_FORCE" -> "Attested";
            case "LAPSED" -> "Not answered";
            default -> Formats.sentence(data.state());
        };
    }

    /** The class of its tag. */
    public String tone() {
        return data.waits() ? "reopened" : "open";
    }

    public String until() {
        return Formats.date(data.validUntil()) + ", end of the day in UTC";
    }

    public String standing() {
        return switch (data.state()) {
            case "IN_FORCE" -> "The requirement counts as attested until " + until() + ", then as not evaluated.";
            case "ENDED" ->
                "Its last day was " + Formats.date(data.validUntil()) + " (UTC). The requirement is not evaluated.";
            case "WAITING" -> "Would last until " + until() + ". Nothing is attested by it yet.";
            default -> "Nothing is attested by it.";
        };
    }

    public String account() {
        return Formats.capital(AttestationsView.account(data));
    }

    public List<File> files() {
        return data.files().stream()
                .map(file -> new File(
                        file.id(),
                        file.name(),
                        Formats.bytes(file.bytes()),
                        file.sha256(),
                        Formats.dayTime(file.addedAt()) + " UTC by " + file.addedBy()))
                .toList();
    }

    /** Whose own word it is may not answer it; the service says so again. */
    public boolean mayAnswer() {
        return data.waits() && visit.mayLetIn() && !mine();
    }

    /** Its evidence, as long as nobody has answered. */
    public boolean mayChange() {
        return data.waits() && visit.mayOperate() && mine();
    }

    public boolean mayWithdraw() {
        return mayChange() || data.inForce() && visit.mayOperate();
    }

    public boolean mayDownload() {
        return visit.mayReport();
    }

    private boolean mine() {
        return data.requested().subject().equals(visit.caller().subject());
    }

    /** Whom it waits for, where the person who looks cannot answer. */
    public String waitsFor() {
        if (!data.waits() || mayAnswer()) return "";
        return visit.mayLetIn()
                ? "It is your word, so another administrator of " + visit.name() + " decides."
                : "An administrator of " + visit.name() + " decides.";
    }

    public boolean refused() {
        return !error.isEmpty();
    }

    /** Newest first. */
    public List<Step> history() {
        List<Step> steps = new ArrayList<>();
        Attestation.Act over = data.over();
        if (over != null) steps.add(step("na", AttestationsView.outcome(data), over, note(over)));
        Attestation.Act approved = data.approved();
        if (approved != null) steps.add(step("pass", "Approved by " + approved.name(), approved, note(approved)));
        Attestation.Act requested = data.requested();
        steps.add(step("attested", "Attested by " + requested.name(), requested, role(requested.role())));
        return steps;
    }

    private static Step step(String icon, String verb, Attestation.Act act, String detail) {
        return new Step(icon, "t3", verb, detail.strip(), act.at(), Formats.dayTime(act.at()));
    }

    private static String note(Attestation.Act act) {
        return act.note() == null ? "" : act.note();
    }

    private static String role(String role) {
        return role.startsWith("MSP_") ? "of the provider" : "as " + role.toLowerCase(Locale.ROOT);
    }
}
