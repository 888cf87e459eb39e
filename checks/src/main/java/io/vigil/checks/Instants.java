package io.vigil.checks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Times as documents have them. */
final class Instants {
    /** Of {@code 2026-01-31T12:00:00Z}, as nearly all are written. */
    private static final int CHARS = 20;

    private static final String FORM = "0000-00-00T00:00:00Z";

    private Instants() {}

    /**
     * As {@link Instant#parse}, by hand for the usual form.
     *
     * @throws DateTimeException if it is no time
     */
    static Instant parse(String text) {
        if (!isUsual(text)) return Instant.parse(text);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) return Instant.parse(text);
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second);
    }

    private static boolean isUsual(String text) {
        if (text.length() != CHARS) return false;
        for (int at = 0; at < CHARS; at++) {
            char letter = text.charAt(at);
            char wanted = FORM.charAt(at);
            if (wanted == '0' ? letter < '0' || letter > '9' : letter != wanted) return false;
        }
        return true;
    }

    private static int number(String text, int at, int digits) {
        int number = 0;
        for (int digit = 0; digit < digits; digit++) number = number * 10 + text.charAt(at + digit) - '0';
        return number;
    }
}
