package io.vigil.gateway.upstream;

import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked to come in.
 *
 * @param state OPEN, EXPIRED, ACCEPTED, WITHDRAWN or REPLACED
 * @param mailProblem why the mail does not go out; empty if it does
 */
public record Invitation(
        UUID id,
        String email,
        Role role,
        String state,
        Instant invitedAt,
        String invitedBy,
        Instant expiresAt,
        @Nullable Instant sentAt,
        String mailProblem) {

    /**
     * What a link leads to.
     *
     * @param loginExists whether the address has a login, to be signed in with
     */
    public record Seen(String customer, String inviter, String email, Role role, String state, boolean loginExists) {}

    /** @param invitation null for a link that leads nowhere */
    public record Looked(@Nullable Seen invitation) {}

    public record Accepted(String slug, String customer, Role role, String subject) {}
}
