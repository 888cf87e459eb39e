package io.vigil.reports.subscriptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How subscriptions are woken. */
@ConfigMapping(prefix = "vigil.subscriptions")
interface SubscriptionsConfig {

    /** A period that is served later than this is a misfire, and the subscription's policy decides. */
    @WithDefault("PT10M")
    Duration misfireAfter();

    /** How often due work is looked for. */
    @WithDefault("PT2S")
    Duration poll();
}
