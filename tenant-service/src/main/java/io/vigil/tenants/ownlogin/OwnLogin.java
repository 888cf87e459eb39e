package io.vigil.tenants.ownlogin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's own login. Its secret cannot be read back.
 *
 * @param redirectUri what the login must be told to send people back to
 * @param entityId as what the login knows us, where it is SAML
 */
public record OwnLogin(
        State state,
        @Nullable Kind kind,
        @Nullable String name,
        @Nullable String address,
        @Nullable String clientId,
        String redirectUri,
        String entityId,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    public enum Kind {
        OIDC,
        SAML
    }

    public enum State {
        NONE,
        /** Nobody is led to it until the provider has verified a mail domain. */
        WAITING_FOR_DOMAIN,
        ACTIVE
    }
}
