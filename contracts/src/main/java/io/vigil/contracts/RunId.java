package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One delivery of a unit to a worker, drawn by that worker; a second delivery draws another. */
public record RunId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static RunId of(String text) {
        return new RunId(Uuids.parse("run id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
