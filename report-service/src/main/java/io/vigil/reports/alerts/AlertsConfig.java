package io.vigil.reports.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much rules may ask for. */
@ConfigMapping(prefix = "vigil.alerts")
interface AlertsConfig {

    @WithDefault("50")
    int mostOfATenant();

    /** Changes that a preview looks at, newest first. */
    @WithDefault("20000")
    int previewed();

    /** A preview that takes longer tells how far it came. */
    @WithDefault("PT3S")
    Duration previewWithin();
}
