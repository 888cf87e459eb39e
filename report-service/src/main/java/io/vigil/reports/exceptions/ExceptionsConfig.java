package io.vigil.reports.exceptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What an exception may be. */
@ConfigMapping(prefix = "vigil.exceptions")
interface ExceptionsConfig {

    /** From the request to the end at most. */
    @WithDefault("P366D")
    Duration longest();

    /** How many days before its end somebody is reminded, each time once. */
    @WithDefault("14,3")
    List<Integer> remindDaysBefore();

    /** Exceptions of a tenant that wait or are in force at once; each fold looks at all of them. */
    @WithDefault("500")
    int most();
}
