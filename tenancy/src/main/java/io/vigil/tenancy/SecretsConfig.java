package io.vigil.tenancy;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** By what the secrets are kept that customers trust us with. */
@ConfigMapping(prefix = "vigil.secrets")
public interface SecretsConfig {

    /**
     * File with a JWK set of symmetric keys of 256 bits, each with a {@code kid}. The first seals, all of them open, so that
     * a new one is put before the old ones. Without it nothing can be kept that needs it.
     */
    Optional<Path> keys();
}
