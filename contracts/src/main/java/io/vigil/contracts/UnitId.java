package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One region of one account within a scan, or its {@code global} unit. */
public record UnitId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static UnitId of(String text) {
        return new UnitId(Uuids.parse("unit id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
