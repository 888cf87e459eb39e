package io.vigil.reports.subscriptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How subscriptions are woken, and whom they may write to. */
@ConfigMapping(prefix = "vigil.subscriptions")
interface SubscriptionsConfig {

    /** A period that is served later than this is a misfire, and the subscription's policy decides. */
    @WithDefault("PT10M")
    Duration misfireAfter();

    /** How often due work is looked for. */
    @WithDefault("PT2S")
    Duration poll();

    @WithDefault("50")
    int mostOfATenant();

    /** A link by which somebody confirms is good for so long after it was asked for. */
    @WithDefault("P7D")
    Duration confirmWithin();

    /** Questions that one address gets in a day, from all tenants together: nobody is to be flooded in our name. */
    @WithDefault("5")
    int questionsPerAddress();

    /** Questions that a tenant may have mailed in an hour. */
    @WithDefault("200")
    int questionsPerTenant();

    /** For so long it is kept what became of each mail, with the files of its period. */
    @WithDefault("P400D")
    Duration keepLog();
}
