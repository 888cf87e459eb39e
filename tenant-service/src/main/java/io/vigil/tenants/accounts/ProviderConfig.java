package io.vigil.tenants.accounts;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The one who runs this installation, as AWS knows it. */
@ConfigMapping(prefix = "vigil.provider")
interface ProviderConfig {

    /** The AWS principal that customers' roles must trust; without it no role can be described. */
    Optional<String> principal();
}
