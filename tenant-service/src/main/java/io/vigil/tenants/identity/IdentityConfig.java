package io.vigil.tenants.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The Keycloak realm in which people log in, and by what it is kept. */
@ConfigMapping(prefix = "vigil.identity")
public interface IdentityConfig {

    /** The realm's address, as {@code https://login.example/realms/vigil}; without it nothing is kept there. */
    Optional<URI> url();

    /** The client whose service account keeps organizations and people. */
    @WithDefault("vigil-people")
    String clientId();

    /** The secret of that client. */
    Optional<String> clientSecret();

    /** How long an answer of Keycloak's may take. */
    @WithDefault("PT5S")
    Duration patience();

    /** How often it is looked whether Keycloak is behind. */
    @WithDefault("PT2S")
    Duration poll();

    /** The pause after a first failure; it doubles with each further one. */
    @WithDefault("PT5S")
    Duration firstPause();

    /** No pause is longer. */
    @WithDefault("PT10M")
    Duration longestPause();

    /** How many organizations are looked at in one round. */
    @WithDefault("50")
    int batch();
}
