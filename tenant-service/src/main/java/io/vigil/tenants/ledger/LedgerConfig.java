package io.vigil.tenants.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the ledger waits for whom, and how often it tries again. */
@ConfigMapping(prefix = "vigil.ledger")
public interface LedgerConfig {

    /** A running unit without a heartbeat for so long is issued again. Workers beat about every 3 seconds. */
    @WithDefault("PT20S")
    Duration beatWithin();

    /** An issued unit that no worker started for so long, while workers are idle, counts as lost and is issued again. */
    @WithDefault("PT60S")
    Duration startWithin();

    /** A reported unit that is not folded for so long is issued again: its report is lost. */
    @WithDefault("PT10M")
    Duration foldWithin();

    /** After so many attempts a unit is given up. */
    @WithDefault("5")
    int maxAttempts();

    /** The pause before a unit that failed by our fault is tried again; doubled with each attempt. */
    @WithDefault("PT2S")
    Duration retryAfter();

    /** A unit that admission claimed and did not issue within so long is free again: the replica died between the two. */
    @WithDefault("PT10S")
    Duration claimWithin();

    /** The pause before an event is tried again when the database does not answer. */
    @WithDefault("PT1S")
    Duration databaseRetry();
}
