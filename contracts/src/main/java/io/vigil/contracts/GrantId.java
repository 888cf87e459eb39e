package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One leave to act inside a customer's tenant, asked for by the provider's staff or given by the customer. */
public record GrantId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GrantId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static GrantId of(String text) {
        return new GrantId(Uuids.parse("grant id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
