package io.vigil.gateway.tokens;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What stands before the gateway. */
@ConfigMapping(prefix = "vigil.proxy")
public interface ProxyConfig {

    /**
     * Addresses and blocks (CIDR) of the proxies whose X-Forwarded-For is believed. Without any, a client's address is the
     * one that its connection comes from.
     */
    Optional<List<String>> trusted();
}
