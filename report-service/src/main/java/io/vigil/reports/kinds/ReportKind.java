package io.vigil.reports.kinds;

import io.vigil.tenancy.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a report is for; that alone decides what is collected for it, and which sections it has. */
public enum ReportKind {
    /** Everything that is open, with how to mend it. */
    POSTURE("Security posture", /* isLong */ true),
    /** One or two pages for who decides. */
    EXECUTIVE("Executive summary", /* isLong */ false),
    /** Every requirement of one framework. */
    FRAMEWORK("Framework report", /* isLong */ true),
    /** What became different between two moments. */
    CHANGE("Change report", /* isLong */ true),
    /** What the internet reaches. */
    EXPOSURE("Exposure report", /* isLong */ true);

    private final String title;
    private final boolean isLong;

    ReportKind(String title, boolean isLong) {
        this.title = title;
        this.isLong = isLong;
    }

    public String title() {
        return title;
    }

    /** Whether it has a cover and a table of contents. */
    public boolean isLong() {
        return isLong;
    }

    /** The word in addresses, files and rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 400 if it is none; {@link #POSTURE} when absent */
    public static ReportKind of(@Nullable String word) {
        if (word == null || word.isEmpty()) return POSTURE;
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("kind '%s' is none of %s"
                        .formatted(
                                word,
                                Arrays.stream(values()).map(ReportKind::word).collect(Collectors.joining(", ")))));
    }
}
