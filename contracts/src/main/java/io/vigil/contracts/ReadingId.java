package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One reading of an organization through an account; only the answer to the newest one of an account is heard. */
public record ReadingId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReadingId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
