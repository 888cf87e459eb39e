package io.vigil.checks;

import io.vigil.contracts.Verdict;
import java.util.Map;

/**
 * One check's outcome on one resource.
 *
 * @param evidence what the check read, JSON values only, at most 8 KiB of it
 */
public record Judgement(Check check, ResourceRef resource, Outcome outcome, Map<String, Object> evidence) {

    /** The bound of {@link #verdict()}'s message; what is longer is cut. */
    static final int MAX_MESSAGE_CHARS = 2_000;

    /** The form in which services tell each other. */
    public Verdict verdict() {
        return new Verdict(
                check.id(),
                check.severity(),
                resource.region(),
                resource.arnOrId(),
                resource.type().name(),
                resource.name(),
                outcome.status(),
                cut(message()),
                evidence,
                outcome instanceof Outcome.Undetermined(var why) ? why : null);
    }

    private String message() {
        return switch (outcome) {
            case Outcome.Pass() -> check.title() + ".";
            case Outcome.Fail(var message) -> message;
            case Outcome.NotApplicable() -> "The check does not apply to this resource.";
            case Outcome.Undetermined(var why) ->
                why.missingAction() == null
                        ? "Not known: " + why.detail()
                        : "Not known: the role may not call " + why.missingAction() + ".";
        };
    }

    private static String cut(String text) {
        if (text.length() <= MAX_MESSAGE_CHARS) return text;
        int end = MAX_MESSAGE_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
