package io.vigil.tenants.identity;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.vigil.tenancy.KnownSecrets;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In production, the secret by which people are kept is nobody else's and travels over TLS, or the service does not start. */
@ApplicationScoped
class RefuseUnsafeIdentity {
    private final IdentityConfig config;
    private final boolean local;

    RefuseUnsafeIdentity(
            IdentityConfig config, @ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.config = config;
        this.local = local;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL)
            config.url().ifPresent(url -> refuse(url, config.clientSecret(), local));
    }

    /** @throws IllegalStateException if the secret would cross a network in clear, or is one that everybody knows */
    static void refuse(URI realm, Optional<String> secret, boolean local) {
        if (local) return;
        if (!"https".equals(realm.getScheme()))
            throw new IllegalStateException(
                    "VIGIL_OIDC_URL is %s: a secret would cross the network in clear. Use https, or set VIGIL_LOCAL=true on a machine of your own."
                            .formatted(realm));
        secret.ifPresent(given -> KnownSecrets.refuse("VIGIL_IDENTITY_CLIENT_SECRET", given));
    }
}
