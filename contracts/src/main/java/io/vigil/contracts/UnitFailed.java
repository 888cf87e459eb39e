package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * The unit cannot be done as asked; nothing of it is folded.
 *
 * @param cause what went wrong, for code
 * @param message what went wrong and what to do, for people
 */
public record UnitFailed(UnitRef unit, RunId run, String worker, Cause cause, String message, Instant at)
        implements Event.UnitProgress {

    /** Only {@code VIGIL_FAULT} may help to try again. */
    public enum Cause {
        /** AWS refused AssumeRole. */
        ROLE_REFUSED,
        /** The role can be assumed without the right ExternalId: unsafe, so it is not used. */
        ROLE_UNSAFE,
        /** The session belongs to another AWS account than the one registered. */
        WRONG_ACCOUNT,
        /** The policy pack or a check in it cannot be used. */
        PACK_UNUSABLE,
        VIGIL_FAULT
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("failed", unit.unit(), unit.attempt(), run);
    }
}
