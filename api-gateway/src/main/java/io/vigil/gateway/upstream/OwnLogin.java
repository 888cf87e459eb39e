package io.vigil.gateway.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's own login.
 *
 * @param state NONE, WAITING_FOR_DOMAIN or ACTIVE
 * @param kind OIDC or SAML
 * @param redirectUri what the login must be told to send people back to
 */
public record OwnLogin(
        String state,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String address,
        @Nullable String clientId,
        String redirectUri,
        String entityId,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {}
