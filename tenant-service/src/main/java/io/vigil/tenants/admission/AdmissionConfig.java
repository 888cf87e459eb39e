package io.vigil.tenants.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much work is let in at once, and whose. */
@ConfigMapping(prefix = "vigil.admission")
public interface AdmissionConfig {

    /**
     * Units in flight for each live slot. Above 1, so that a worker finds its next unit waiting; little above, because what
     * is in flight no longer takes turns.
     */
    @WithDefault("1.5")
    double inFlightPerSlot();

    /** The part of the slots that scheduled scans get while interactive ones wait too. */
    @WithDefault("0.2")
    double scheduledShare();

    /** Units of one tenant in flight at most. */
    @WithDefault("64")
    int perTenant();

    /** Units of one AWS account in flight at most: AWS throttles by account. */
    @WithDefault("8")
    int perAccount();

    /** How often to look for work that another replica brought in; what this one brings in wakes it at once. */
    @WithDefault("PT1S")
    Duration poll();
}
