package io.vigil.tenants.grants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the provider's staff may be inside a tenant. */
@ConfigMapping(prefix = "vigil.grants")
public interface GrantsConfig {

    /** What a grant lasts when nobody says how long. */
    @WithDefault("PT1H")
    Duration usual();

    /** No grant lasts longer; staff that needs more gives a reason again. */
    @WithDefault("PT8H")
    Duration longest();

    /** A request that the customer has not answered by then is over. */
    @WithDefault("PT24H")
    Duration answerWithin();
}
