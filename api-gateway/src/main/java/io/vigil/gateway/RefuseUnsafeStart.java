package io.vigil.gateway;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In production, logins travel over TLS or the gateway does not start; a machine of one's own says so explicitly. */
@ApplicationScoped
public class RefuseUnsafeStart {
    private final URI realm;
    private final boolean local;

    RefuseUnsafeStart(
            @ConfigProperty(name = "vigil.oidc.url") URI realm,
            @ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.realm = realm;
        this.local = local;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL) refuse(realm, local);
    }

    /** @throws IllegalStateException if logins would cross a network in clear */
    static void refuse(URI realm, boolean local) {
        if (local || "https".equals(realm.getScheme())) return;
        throw new IllegalStateException(
                "VIGIL_OIDC_URL is %s: logins would cross the network in clear. Use https, or set VIGIL_LOCAL=true on a machine of your own."
                        .formatted(realm));
    }
}
