package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A customer of the managed-services provider; everything that Vigil stores for a customer carries it. */
public record TenantId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static TenantId of(String text) {
        return new TenantId(Uuids.parse("tenant id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
