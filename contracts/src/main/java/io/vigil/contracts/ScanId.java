package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One request to look at one AWS account; it is split into units. */
public record ScanId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ScanId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static ScanId of(String text) {
        return new ScanId(Uuids.parse("scan id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
