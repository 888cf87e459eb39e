package io.vigil.gateway.pages;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What the portal says about the one who runs it. */
@ConfigMapping(prefix = "vigil.provider")
public interface PortalConfig {

    /** Name of the managed-services provider, as its customers know it. */
    @WithDefault("your provider")
    String name();

    /** The AWS principal that customers' roles must trust; shown in the policy to copy. */
    Optional<String> principal();
}
