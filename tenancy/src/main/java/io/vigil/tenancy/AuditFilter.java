package io.vigil.tenancy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a trail are asked for; null asks for all.
 *
 * @param actor an id, or a part of a name
 * @param action such as {@code account.connected}, or {@code account} for all that was done to accounts
 * @param from inclusive
 * @param until exclusive
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant until) {
    static final AuditFilter ALL = new AuditFilter(null, null, null, null);

    /** @throws Problem 400 for a time that is none */
    public static AuditFilter of(
            @Nullable String actor, @Nullable String action, @Nullable String from, @Nullable String until) {
        return new AuditFilter(text(actor), text(action), time("from", from), time("until", until));
    }

    public boolean isAll() {
        return equals(ALL);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() || given.indexOf('\0') >= 0 ? null : given.strip();
    }

    private static @Nullable Instant time(String name, @Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException none) {
            throw Problem.badRequest("%s: '%s' is no time such as 2026-11-26T12:00:00Z".formatted(name, given));
        }
    }
}
