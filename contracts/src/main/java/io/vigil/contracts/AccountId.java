package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The twelve digits of an AWS account. */
public record AccountId(@JsonValue String value) {
    private static final int SHOWN = 80;
    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    /** @throws IllegalArgumentException unless the value is exactly twelve ASCII digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        if (!TWELVE_DIGITS.matcher(value).matches())
            throw new IllegalArgumentException("AWS account id '%s' is not twelve digits".formatted(shortened(value)));
    }

    /** Whatever was sent in its place is not sent back whole. */
    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return value;
    }
}
