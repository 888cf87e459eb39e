package io.vigil.reports.channels;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How alerts are handed over to addresses that customers choose. */
@ConfigMapping(prefix = "vigil.channels")
interface ChannelsConfig {

    @WithDefault("20")
    int mostOfATenant();

    /** From the look for its address to the last byte of its answer; the receiver works on it afterwards. */
    @WithDefault("PT10S")
    Duration patience();

    /** Of an answer's body; what is longer is not read. */
    @WithDefault("16384")
    int largestAnswerBytes();

    /** For so long it is kept what became of each delivery, and for so long one can be sent again. */
    @WithDefault("P90D")
    Duration keepLog();
}
