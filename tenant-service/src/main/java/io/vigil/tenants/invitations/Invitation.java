package io.vigil.tenants.invitations;

import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked to come in.
 *
 * @param email in lower case
 * @param sentAt when the newest mail went out; null while none did
 * @param mailProblem why it does not go out; empty if it does
 * @param endedAt when it was accepted, withdrawn or replaced; null before
 */
public record Invitation(
        UUID id,
        String email,
        Role role,
        State state,
        Instant invitedAt,
        String invitedBy,
        Instant expiresAt,
        @Nullable Instant sentAt,
        String mailProblem,
        @Nullable Instant endedAt) {

    public enum State {
        OPEN,
        /** Open, and its time is over. */
        EXPIRED,
        ACCEPTED,
        WITHDRAWN,
        /** By a newer one to the same address. */
        REPLACED
    }
}
