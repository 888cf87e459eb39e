package io.vigil.gateway.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a person stays signed in to the portal; independent of how long Keycloak's tokens live. */
@ConfigMapping(prefix = "vigil.session")
public interface SessionConfig {

    /** A session ends after this long without a request. */
    @WithDefault("PT30M")
    Duration idle();

    /** A session ends this long after the login, used or not. */
    @WithDefault("PT10H")
    Duration absolute();

    /** How many sessions one gateway keeps; beyond it the least used one ends. */
    @WithDefault("20000")
    int most();
}
