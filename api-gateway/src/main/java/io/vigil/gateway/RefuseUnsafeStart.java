package io.vigil.gateway;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.vigil.gateway.tokens.ProxyConfig;
import io.vigil.tenancy.KnownSecrets;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * In production, logins travel over TLS and the gateway's secret at Keycloak is nobody else's, or it does not start; a
 * machine of one's own says so explicitly.
 */
@ApplicationScoped
public class RefuseUnsafeStart {
    private final URI realm;
    private final String clientSecret;
    private final boolean local;
    private final boolean behindProxy;
    private final ProxyConfig proxy;
    private final boolean secondFactor;

    RefuseUnsafeStart(
            @ConfigProperty(name = "vigil.oidc.url") URI realm,
            @ConfigProperty(name = "vigil.oidc.client-secret") String clientSecret,
            @ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local,
            @ConfigProperty(name = "vigil.behind-proxy", defaultValue = "false") boolean behindProxy,
            @ConfigProperty(name = "vigil.staff-second-factor", defaultValue = "true") boolean secondFactor,
            ProxyConfig proxy) {
        this.realm = realm;
        this.clientSecret = clientSecret;
        this.local = local;
        this.behindProxy = behindProxy;
        this.proxy = proxy;
        this.secondFactor = secondFactor;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() != LaunchMode.NORMAL) return;
        refuse(realm, clientSecret, local);
        refusePasswordsAlone(secondFactor, local);
        if (behindProxy) refuseUnnamed(proxy.trusted().orElse(List.of()));
    }

    /** @throws IllegalStateException if a stolen password of the staff would open every customer */
    static void refusePasswordsAlone(boolean secondFactor, boolean local) {
        if (secondFactor || local) return;
        throw new IllegalStateException(
                "VIGIL_STAFF_SECOND_FACTOR is false: a password alone would let staff in. Only a machine of your own, which says VIGIL_LOCAL=true, may do so.");
    }

    /** @throws IllegalStateException if anybody could say where he comes from */
    static void refuseUnnamed(List<String> trusted) {
        if (trusted.isEmpty())
            throw new IllegalStateException(
                    "VIGIL_BEHIND_PROXY is true and VIGIL_PROXY_TRUSTED names no proxy: anybody could say where he comes from."
                            + " Name the addresses or blocks of your proxies.");
    }

    /** @throws IllegalStateException if logins would cross a network in clear, or by a secret that everybody knows */
    static void refuse(URI realm, String clientSecret, boolean local) {
        if (local) return;
        if (!"https".equals(realm.getScheme()))
            throw new IllegalStateException(
                    "VIGIL_OIDC_URL is %s: logins would cross the network in clear. Use https, or set VIGIL_LOCAL=true on a machine of your own."
                            .formatted(realm));
        KnownSecrets.refuse("VIGIL_OIDC_CLIENT_SECRET", clientSecret);
    }
}
