package io.vigil.checks;

import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Dates that a parameter lists by name, such as until when versions are supported: {@code ["python3.12 2028-10-31", …]}.
 * A name that is not listed has no date, and what is compared with it is undetermined.
 */
final class ListedDates {
    private ListedDates() {}

    /**
     * The beginning of the named day, in UTC.
     *
     * @throws NotRead if the list does not have the name
     * @throws IllegalArgumentException if its entry has no date
     */
    static Instant of(List<?> list, String name) {
        for (Object each : list) {
            String entry = (String) each;
            if (entry.startsWith(name + " ")) return date(entry, entry.substring(name.length() + 1));
        }
        throw new NotRead(new Unread(
                UnreadReason.NOT_DECLARED,
                null,
                null,
                "'%s' is not among the %d that the check's parameter knows".formatted(name, list.size())));
    }

    /** The day of a time in UTC, such as {@code 2026-01-31}: what a message tells should not change with the clock. */
    static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static Instant date(String entry, String date) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException(
                    "'%s' does not end in a date such as 2026-01-31".formatted(entry), noDate);
        }
    }
}
