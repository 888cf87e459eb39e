package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who speaks in a policy pack; a later one speaks after, and over, an earlier one. */
public enum PackLevel {
    /** The provider's baseline for every customer. */
    @JsonProperty("msp")
    MSP,
    @JsonProperty("tenant")
    TENANT,
    @JsonProperty("account")
    ACCOUNT;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
