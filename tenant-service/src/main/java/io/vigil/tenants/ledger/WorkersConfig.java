package io.vigil.tenants.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a worker counts as alive. */
@ConfigMapping(prefix = "vigil.workers")
public interface WorkersConfig {

    /** A worker that was not heard for so long has no slots. */
    @WithDefault("PT10S")
    Duration liveWithin();
}
