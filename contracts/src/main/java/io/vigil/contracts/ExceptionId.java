package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One exception: a risk that a customer accepted, or is asked to accept, until a date. */
public record ExceptionId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExceptionId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static ExceptionId of(String text) {
        return new ExceptionId(Uuids.parse("exception id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
