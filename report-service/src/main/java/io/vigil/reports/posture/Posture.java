package io.vigil.reports.posture;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.reports.changes.ListChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant stands against a framework.
 *
 * @param asOf when this was computed
 * @param score 0 to 100; null when nothing was evaluated
 * @param evaluatedShare 0 to 1: of what could have been checked, how much was
 * @param owners a score for each side of the shared responsibility, in the order customer, partner, AWS
 * @param severities open findings
 * @param overdue those of the open findings that should have been remedied by now
 */
public record Posture(
        Instant asOf,
        @Nullable Double score,
        double evaluatedShare,
        String framework,
        Counts counts,
        List<Layer> layers,
        List<Side> owners,
        Severities severities,
        Severities overdue,
        List<Account> accounts,
        List<Day> history,
        Changes changes,
        List<Step> nextSteps) {

    public record Layer(
            String layer,
            @Nullable Double score,
            double evaluatedShare,
            Counts counts,
            @Nullable Gap biggestGap) {}

    /** One side of the shared responsibility. */
    public record Side(String owner, @Nullable Double score, double evaluatedShare, Counts counts, int open) {}

    public record Gap(CheckId check, String title, int count) {}

    public record Severities(int critical, int high, int medium, int low) {
        public int total() {
            return critical + high + medium + low;
        }

        static Severities overdue(List<Counter> counters) {
            int[] overdue = new int[Severity.values().length];
            counters.forEach(counter -> overdue[counter.severity().ordinal()] += counter.overdue());
            return new Severities(overdue[0], overdue[1], overdue[2], overdue[3]);
        }

        static Severities of(List<Counter> counters) {
            return new Severities(
                    RecordDay.open(counters, Severity.CRITICAL),
                    RecordDay.open(counters, Severity.HIGH),
                    RecordDay.open(counters, Severity.MEDIUM),
                    RecordDay.open(counters, Severity.LOW));
        }
    }

    /** @param lastFoldedAt null when no scan has ended yet */
    public record Account(
            AccountId account,
            String name,
            @Nullable Double score,
            double evaluatedShare,
            @Nullable Instant lastFoldedAt,
            int open) {}

    public record Day(
            LocalDate day,
            @Nullable Double score,
            double evaluatedShare,
            int critical,
            int high,
            int medium,
            int low) {}

    public record Changes(
            Instant since,
            int opened,
            int resolved,
            int reopened,
            int excepted,
            int decidedOut,
            List<ListChanges.Change> notable) {}

    /** @param gain points that the score rises by when all {@code count} findings are fixed */
    public record Step(CheckId check, String title, Severity severity, String owner, int count, double gain) {}
}
