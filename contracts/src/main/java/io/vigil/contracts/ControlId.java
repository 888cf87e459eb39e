package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be decided out: a check, by its id, or a requirement of a framework, such as
 * {@code cis-aws-foundations-7.0/1.5}.
 */
public record ControlId(@JsonValue String value) implements Comparable<ControlId> {
    private static final int MAX_CHARS = 200;
    private static final Pattern REQUIREMENT =
            Pattern.compile("[a-z0-9][a-z0-9.-]*/[\\p{Alnum}][\\p{Alnum}.()\\[\\]:_ -]*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ControlId {
        if (value.length() > MAX_CHARS)
            throw new IllegalArgumentException("a control has %d characters at most".formatted(MAX_CHARS));
        if (value.indexOf('/') < 0) new CheckId(value);
        else if (!REQUIREMENT.matcher(value).matches())
            throw new IllegalArgumentException("'%s' is neither a check nor framework/requirement".formatted(value));
    }

    public static ControlId of(CheckId check) {
        return new ControlId(check.value());
    }

    public static ControlId of(String framework, String requirement) {
        return new ControlId(framework + "/" + requirement);
    }

    /** Empty for a requirement. */
    public Optional<CheckId> check() {
        return value.indexOf('/') < 0 ? Optional.of(new CheckId(value)) : Optional.empty();
    }

    /** The framework of a requirement; empty for a check. */
    public Optional<String> framework() {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(value.substring(0, slash));
    }

    /** The requirement's own number; empty for a check. */
    public Optional<String> requirement() {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(value.substring(slash + 1));
    }

    @Override
    public int compareTo(ControlId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
