package io.vigil.gateway.upstream;

import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token as it may be shown.
 *
 * @param id what is visible of it
 * @param state ACTIVE, EXPIRED, REVOKED or OWNER_MAY_NOT
 */
public record ApiToken(
        String id,
        String name,
        Role role,
        String state,
        String ownerName,
        @Nullable UUID serviceAccount,
        List<String> cidrs,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress) {

    /** @param secret the whole token, this once */
    public record Made(ApiToken token, String secret) {
        @Override
        public String toString() {
            return token.id();
        }
    }
}
