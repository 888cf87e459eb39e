package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How long a tenant's log of changes is kept: whole months after the month of an entry. Few, since each has partitions of its own. */
public enum Retention {
    MONTHS_13(13),
    MONTHS_36(36),
    MONTHS_84(84);

    /** A year, and the month to compare it with. */
    public static final Retention DEFAULT = MONTHS_13;

    private final int months;

    Retention(int months) {
        this.months = months;
    }

    @JsonValue
    public int months() {
        return months;
    }

    /** @throws IllegalArgumentException naming those that there are */
    @JsonCreator
    public static Retention ofMonths(int months) {
        return Arrays.stream(values())
                .filter(each -> each.months == months)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a log is kept for %s months, not %d"
                        .formatted(
                                Arrays.stream(values())
                                        .map(each -> Integer.toString(each.months))
                                        .collect(Collectors.joining(", ")),
                                months)));
    }
}
