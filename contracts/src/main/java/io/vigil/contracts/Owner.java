package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who must act, after the shared responsibility model; {@code PARTNER} is the managed-services provider. */
public enum Owner {
    @JsonProperty("customer")
    CUSTOMER,
    @JsonProperty("partner")
    PARTNER,
    @JsonProperty("aws")
    AWS;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
