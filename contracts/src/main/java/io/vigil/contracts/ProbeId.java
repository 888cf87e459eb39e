package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One test of an account's connection; only the answer to the newest one of an account is heard. */
public record ProbeId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProbeId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
