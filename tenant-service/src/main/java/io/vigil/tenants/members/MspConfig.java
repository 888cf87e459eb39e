package io.vigil.tenants.members;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who of the provider is in from the start. */
@ConfigMapping(prefix = "vigil.msp")
public interface MspConfig {

    /** Subjects of logins that become MSP_ADMIN at start, unless they are members already. Without any, a service adds the first. */
    Optional<List<String>> admins();
}
