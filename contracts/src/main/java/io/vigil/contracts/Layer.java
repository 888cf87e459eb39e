package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four layers in which security is kept. */
public enum Layer {
    @JsonProperty("account")
    ACCOUNT,
    @JsonProperty("network")
    NETWORK,
    @JsonProperty("workload")
    WORKLOAD,
    @JsonProperty("application")
    APPLICATION;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
