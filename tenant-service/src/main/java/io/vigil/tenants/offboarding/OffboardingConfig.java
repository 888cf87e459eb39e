package io.vigil.tenants.offboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How customers are let go. */
@ConfigMapping(prefix = "vigil.offboarding")
interface OffboardingConfig {

    /** How long a customer may take its files along, and the provider may think again, before anything can be deleted. */
    @WithDefault("P7D")
    Duration grace();

    /** How often it is looked whether a step is done. */
    @WithDefault("PT1S")
    Duration poll();

    /** A service that has not answered for so long is told again. */
    @WithDefault("PT1H")
    Duration askAgain();

    /** The services that must have answered before a step is done, besides this one. */
    @WithDefault("report-service")
    Set<String> services();
}
