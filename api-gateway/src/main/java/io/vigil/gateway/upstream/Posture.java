package io.vigil.gateway.upstream;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant stands against a framework, as report-service answers {@code GET /tenants/{tenant}/posture}. Scores are
 * 0 to 100 and absent where too little was evaluated; shares are 0 to 1.
 */
public record Posture(
        @Nullable Instant asOf,
        @Nullable Double score,
        double evaluatedShare,
        @Nullable String framework,
        Counts counts,
        List<LayerScore> layers,
        @Nullable List<Side> owners,
        Severities severities,
        @Nullable Severities overdue,
        List<AccountScore> accounts,
        List<Day> history,
        Changes changes,
        List<NextStep> nextSteps) {

    public record LayerScore(
            String layer,
            @Nullable Double score,
            double evaluatedShare,
            Counts counts,
            @Nullable Gap biggestGap) {}

    /** One side of the shared responsibility. */
    public record Side(String owner, @Nullable Double score, double evaluatedShare, Counts counts, int open) {}

    public record Gap(String check, String title, int count) {}

    public record AccountScore(
            String account,
            @Nullable String name,
            @Nullable Double score,
            double evaluatedShare,
            @Nullable Instant lastFoldedAt,
            int open) {}

    public record Day(
            LocalDate day, @Nullable Double score, double evaluatedShare, int critical, int high, int medium, int low) {
        public int total() {
            return critical + high + medium + low;
        }
    }

    public record Changes(
            @Nullable Instant since, int opened, int resolved, int reopened, int excepted, List<Change> notable) {}

    public record NextStep(
            String check,
            String title,
            String severity,
            @Nullable String owner,
            int count,
            double gain) {}
}
