package io.vigil.gateway.pages.retention;

import io.vigil.gateway.permissions.Visit;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For how long the log of changes is kept, and what another choice would do.
 *
 * @param months that it is kept
 * @param since the first day that is still in it
 * @param changes whether the reader may change it
 * @param change null while nothing else was chosen
 * @param error why the last request was refused; empty if it was not
 */
public record RetentionView(
        int months,
        String since,
        List<Choice> choices,
        boolean changes,
        @Nullable Change change,
        String error) {
    private static final List<Choice> ALL = List.of(
            new Choice(13, "13 months", "a year, and the month to compare it with", false),
            new Choice(36, "36 months", "three years", false),
            new Choice(84, "84 months", "seven years", false));

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    /** @param chosen whether it is asked about, or else in force */
    public record Choice(int months, String words, String note, boolean chosen) {}

    /**
     * What would be.
     *
     * @param shorter whether something is deleted
     * @param since the first day that it would reach back to
     */
    public record Change(int months, String words, boolean shorter, String since) {}

    static RetentionView of(Visit visit, int kept, @Nullable String asked, String error, Instant now) {
        boolean changes = visit.caller().acting() == Role.MSP_ADMIN;
        Change change = ALL.stream()
                .filter(choice -> changes && choice.months() != kept)
                .filter(choice -> Integer.toString(choice.months()).equals(asked))
                .findFirst()
                .map(choice -> new Change(
                        choice.months(), choice.words(), choice.months() < kept, since(choice.months(), now)))
                .orElse(null);
        int chosen = change == null ? kept : change.months();
        return new RetentionView(kept, since(kept, now), choices(chosen), changes, change, error);
    }

    private static List<Choice> choices(int chosen) {
        return ALL.stream()
                .map(choice -> new Choice(choice.months(), choice.words(), choice.note(), choice.months() == chosen))
                .toList();
    }

    /** Whole months are kept after the month of an entry. */
    private static String since(int months, Instant now) {
        return DAY.format(
                YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(months).atDay(1));
    }

    public String words() {
        return months + " months";
    }
}
