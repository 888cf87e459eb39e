package io.vigil.tenants.tokens;

import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it may be shown.
 *
 * @param id what is visible of it
 * @param ownerName of the person or the service account
 * @param owner the person's subject; null if a service account owns it
 * @param lastUsedAt to the minute; null if it never was
 */
public record ApiToken(
        String id,
        String name,
        Role role,
        State state,
        String ownerName,
        @Nullable String owner,
        @Nullable UUID serviceAccount,
        List<String> cidrs,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress) {

    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED,
        /** Its owner left the tenant, or may no longer do what the token may. */
        OWNER_MAY_NOT
    }
}
