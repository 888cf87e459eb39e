package io.vigil.reports.kinds;

import io.vigil.contracts.Severity;
import io.vigil.reports.posture.Counts;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a cell and is more than its plain value. What is none of these is a text, a number, a {@code Severity}, an
 * {@code AccountId}, an {@code Instant}, a {@code LocalDate}, or null for nothing.
 */
public sealed interface Cell {
    /** In files for machines; null for nothing. */
    @Nullable
    Object plain();

    /** What any cell says in files for machines: a number, a boolean, an {@code Instant}, a {@code LocalDate}, or a text. */
    static @Nullable Object plain(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Cell more -> plain(more.plain());
            case Severity severity -> severity.label();
            case Number number -> number;
            case Boolean flag -> flag;
            case Instant at -> at;
            case LocalDate day -> day;
            default -> cell.toString();
        };
    }

    /** Set like a machine's words: ids, ARNs, JSON. */
    record Code(String text) implements Cell {
        @Override
        public Object plain() {
            return text;
        }
    }

    /**
     * A word in the colour of what it means.
     *
     * @param word for machines
     * @param tone {@code pass}, {@code fail}, {@code unread} or {@code quiet}
     */
    record Said(String word, String text, String tone) implements Cell {
        @Override
        public Object plain() {
            return word;
        }
    }

    /** A text with something smaller below. */
    record Two(String text, Object below) implements Cell {
        @Override
        public Object plain() {
            return text;
        }
    }

    /** @param value 0 to 100; null when nothing was evaluated */
    record Points(@Nullable Double value) implements Cell {
        @Override
        public @Nullable Object plain() {
            return value;
        }
    }

    /** @param value 0 to 1 */
    record Share(double value) implements Cell {
        @Override
        public Object plain() {
            return value;
        }
    }

    /** Counts as a bar. */
    record Bar(Counts counts) implements Cell {
        @Override
        public @Nullable Object plain() {
            return null;
        }
    }
}
