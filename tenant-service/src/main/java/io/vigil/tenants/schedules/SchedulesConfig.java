package io.vigil.tenants.schedules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How scans start by themselves. */
@ConfigMapping(prefix = "vigil.schedules")
interface SchedulesConfig {

    /** A schedule that is served later than this is a misfire, and its policy decides. */
    @WithDefault("PT10M")
    Duration misfireAfter();

    /** No schedule may be due more often: the account's own use of AWS's limits goes first. */
    @WithDefault("PT15M")
    Duration shortestInterval();

    @WithDefault("50")
    int mostOfATenant();

    /** For so long it is kept what became of each time. */
    @WithDefault("P90D")
    Duration keepRuns();
}
