package io.vigil.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The keys by which the services of Vigil know each other. */
@ConfigMapping(prefix = "vigil.token")
public interface TokenConfig {

    /** File with this service's own private key, a JWK for ES256 whose {@code kid} is the service's name. */
    Path key();

    /** File with the public keys of all services, a JWK set. */
    Path keys();

    /** How long a token lives; long enough for one request to start, too short to be worth stealing. */
    @WithDefault("PT60S")
    Duration life();
}
