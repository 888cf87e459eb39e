package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An AWS region by its code, such as {@code eu-central-1}, or {@link #GLOBAL} for what lives nowhere. */
public record Region(@JsonValue String value) {
    private static final Pattern CODE = Pattern.compile("[a-z]{2,3}(-[a-z]+){1,3}-[0-9]{1,2}");

    public static final Region GLOBAL = new Region("global");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Region {
        if (!value.equals("global") && !CODE.matcher(value).matches())
            throw new IllegalArgumentException("'%s' is not an AWS region".formatted(value));
    }

    public boolean isGlobal() {
        return equals(GLOBAL);
    }

    @Override
    public String toString() {
        return value;
    }
}
