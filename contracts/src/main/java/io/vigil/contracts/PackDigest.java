package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** SHA-256 (64 lower-case hex digits) of an effective policy pack's canonical JSON; a pack is immutable and fetched by it. */
public record PackDigest(@JsonValue String value) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackDigest {
        if (!SHA256.matcher(value).matches())
            throw new IllegalArgumentException("'%s' is not a SHA-256 digest".formatted(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
