package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a check: a service, a subject and its good state, such as {@code iam-root-mfa-enabled}. */
public record CheckId(@JsonValue String value) implements Comparable<CheckId> {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){1,20}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CheckId {
        if (value.length() > 100 || !KEBAB.matcher(value).matches())
            throw new IllegalArgumentException("'%s' is not a check id (kebab-case)".formatted(value));
    }

    @Override
    public int compareTo(CheckId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
