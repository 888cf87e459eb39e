package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One attestation: somebody's word, until a day, that a requirement is met which no API shows. */
public record AttestationId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttestationId {}

    /** @throws IllegalArgumentException if the text is no UUID */
    public static AttestationId of(String text) {
        return new AttestationId(Uuids.parse("attestation id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
