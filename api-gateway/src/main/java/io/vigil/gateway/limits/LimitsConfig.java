package io.vigil.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests are served in a minute, by each gateway. What is saved up may be spent at once. */
@ConfigMapping(prefix = "vigil.limits")
public interface LimitsConfig {

    /** By each API token. */
    @WithDefault("600")
    int perToken();

    /** By each person and service account, by whatever means: API and pages together. */
    @WithDefault("1200")
    int perUser();

    /** In each tenant, by all together. */
    @WithDefault("6000")
    int perTenant();

    /** Of tokens that do not hold, from each address; then it is no longer looked whether one does. */
    @WithDefault("60")
    int refusedPerAddress();
}
