package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a failing check matters; the order is from worst to least. */
public enum Severity {
    @JsonProperty("critical")
    CRITICAL,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("low")
    LOW;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
