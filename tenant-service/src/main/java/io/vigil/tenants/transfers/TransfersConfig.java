package io.vigil.tenants.transfers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts go from one customer to another. */
@ConfigMapping(prefix = "vigil.transfers")
interface TransfersConfig {

    /** How long an offer can be taken. */
    @WithDefault("P7D")
    Duration life();

    /** How long an account that was let go is kept for whom it was offered to, should connecting it fail. */
    @WithDefault("PT1H")
    Duration keptFor();
}
