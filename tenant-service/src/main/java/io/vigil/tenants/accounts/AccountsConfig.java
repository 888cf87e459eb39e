package io.vigil.tenants.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vigil.contracts.Region;
import java.util.List;

/** How AWS accounts are connected. */
@ConfigMapping(prefix = "vigil.accounts")
public interface AccountsConfig {

    /** The regions that are scanned when a connection names none. */
    @WithDefault(AwsRegions.OPEN_BY_DEFAULT)
    List<Region> regions();

    /** The role that customers create from our template, assumed when a connection names no other. */
    @WithDefault("VigilReadOnly")
    String roleName();
}
