package io.vigil.gateway.pages.attestations;

import io.vigil.gateway.upstream.Framework;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form by which somebody stands in for a requirement that no API shows.
 *
 * @param accounts names by id
 * @param error what a service refused
 */
public record AttestView(
        Framework framework,
        Framework.Requirement requirement,
        Map<String, String> accounts,
        Draft draft,
        Instant now,
        String error) {
    static final int LONGEST_MONTHS = 13;

    /**
     * What was typed.
     *
     * @param account twelve digits; empty for all
     * @param until a day, such as {@code 2027-06-30}
     */
    public record Draft(String account, String statement, String until) {
        static final Draft EMPTY = new Draft("", "", "");

        static Draft of(@Nullable String account, @Nullable String statement, @Nullable String until) {
            return new Draft(text(account), text(statement), text(until));
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given.strip();
        }

        /** Empty if it is no day. */
        Optional<LocalDate> lastDay() {
            try {
                return Optional.of(LocalDate.parse(until));
            } catch (java.time.DateTimeException none) {
                return Optional.empty();
            }
        }
    }

    public record Choice(String id, String name, boolean chosen) {}

    public List<Choice> choices() {
        return accounts.entrySet().stream()
                .map(account -> new Choice(
                        account.getKey(), account.getValue(), account.getKey().equals(draft.account())))
                .toList();
    }

    public boolean refused() {
        return !error.isEmpty();
    }

    public String earliest() {
        return today().toString();
    }

    public String latest() {
        return today().plusMonths(LONGEST_MONTHS).toString();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
