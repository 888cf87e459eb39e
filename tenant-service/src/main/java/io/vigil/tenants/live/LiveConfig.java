package io.vigil.tenants.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How scans and connections are watched live. */
@ConfigMapping(prefix = "vigil.progress")
public interface LiveConfig {

    /** How often a stream looks for news: whichever replica wrote them, they are in the database. */
    @WithDefault("PT0.3S")
    Duration poll();

    /** A comment goes out after so much silence, so that proxies keep the stream open and a closed one is noticed. */
    @WithDefault("PT10S")
    Duration heartbeat();

    /** How often the watcher's permission is asked for again; a revocation must count within a second. */
    @WithDefault("PT0.3S")
    Duration permissionEvery();
}
