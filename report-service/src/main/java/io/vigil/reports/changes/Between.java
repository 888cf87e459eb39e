package io.vigil.reports.changes;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.tenancy.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the transition log is asked for.
 *
 * @param from the first moment that counts
 * @param to the first one that does no longer; null for none
 * @param checks those of a framework; empty for all
 * @param noted whether the moments are those at which the log was written, instead of those at which things were seen: what is
 *     folded late is then told late, and never left out
 */
public record Between(
        Instant from,
        @Nullable Instant to,
        Optional<AccountId> account,
        Optional<Collection<CheckId>> checks,
        boolean noted) {
    private static final Duration A_WEEK = Duration.ofDays(7);

    /** What was seen longer ago is folded no more, so that a few partitions are enough to look at. */
    private static final String LATEST_FOLD = "interval '9 days'";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    static Between since(Instant from, Optional<AccountId> account) {
        return new Between(from, null, account, Optional.empty(), /* noted */ false);
    }

    /** What the log came to hold from one moment to another. */
    public static Between noted(Instant from, Instant to, Optional<AccountId> account) {
        return new Between(from, to, account, Optional.empty(), /* noted */ true);
    }

    /**
     * The week before {@code to} unless said, and until now.
     *
     * @throws Problem 400 for what is no instant, and for an end that is not after the beginning
     */
    public static Between of(
            @Nullable String from,
            @Nullable String to,
            Optional<AccountId> account,
            Optional<Collection<CheckId>> checks,
            Instant now) {
        Instant end = to == null || to.isEmpty() ? now : parse("to", to);
        Instant begin = from == null || from.isEmpty() ? end.minus(A_WEEK) : parse("from", from);
        if (!begin.isBefore(end)) throw Problem.badRequest("from '%s' is not before to '%s'".formatted(begin, end));
        return new Between(begin, end, account, checks, /* noted */ false);
    }

    /** @throws Problem 400 for what is no instant */
    public static Instant parse(String name, String text) {
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) return at;
        } catch (DateTimeException malformed) {
            throw noInstant(name, text);
        }
        throw noInstant(name, text);
    }

    private static Problem noInstant(String name, String text) {
        return Problem.badRequest("%s '%s' is no ISO-8601 instant such as 2026-11-24T00:00:00Z".formatted(name, text));
    }

    /** A condition on columns that the log and its counts both have, unless it is of when the log was written. */
    public String where() {
        String moments = noted
                ? "at >= :from::timestamptz - " + LATEST_FOLD
                        + " and coalesce(noted_at, at) >= :from and coalesce(noted_at, at) < :to"
                : "at >= :from" + (to == null ? "" : " and at < :to");
        return moments
                + (account.isEmpty() ? "" : " and account = :account::bpchar")
                + (checks.isEmpty() ? "" : " and check_id = any (:checks)");
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        statement.bind("from", from);
        if (to != null) statement.bind("to", to);
        account.ifPresent(id -> statement.bind("account", id.value()));
        checks.ifPresent(ids -> statement.bindArray(
                "checks", String.class, ids.stream().map(CheckId::value).toArray()));
        return statement;
    }
}
