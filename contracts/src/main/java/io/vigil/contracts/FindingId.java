package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One check against one resource, over all its life. */
public record FindingId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FindingId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static FindingId of(String text) {
        return new FindingId(Uuids.parse("finding id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
