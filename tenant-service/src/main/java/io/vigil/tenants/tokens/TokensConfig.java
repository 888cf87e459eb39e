package io.vigil.tenants.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of API tokens. */
@ConfigMapping(prefix = "vigil.tokens")
public interface TokensConfig {

    /** How long a token lives when its maker says nothing. */
    @WithDefault("P90D")
    Duration life();

    /** How long one may live at most; a token that never ends cannot be made. */
    @WithDefault("P365D")
    Duration longestLife();

    /** How many tokens that still hold a tenant may have. */
    @WithDefault("200")
    int most();

    /** How exactly it is known when a token was used last; each use further apart writes a row. */
    @WithDefault("PT60S")
    Duration lastUsedEvery();
}
