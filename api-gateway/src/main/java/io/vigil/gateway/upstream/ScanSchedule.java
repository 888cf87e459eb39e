package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When which accounts are scanned by themselves.
 *
 * @param level PROVIDER, TENANT or ACCOUNT
 * @param words the cron line in words
 * @param accounts named by it; empty for all
 * @param covers the accounts that it holds for
 * @param misfire ONCE or SKIP
 */
public record ScanSchedule(
        UUID id,
        String level,
        String name,
        String cron,
        String zone,
        String words,
        List<String> accounts,
        List<String> covers,
        String misfire,
        boolean enabled,
        List<Instant> nextRuns,
        @Nullable Run lastRun) {

    /** @param outcome STARTED or SKIPPED */
    public record Run(Instant due, String outcome, List<Start> accounts) {}

    /** @param outcome OPENED, JOINED or REFUSED */
    public record Start(
            String account,
            String outcome,
            @Nullable UUID scan,
            @Nullable String words) {}

    public record Preview(String words, List<Instant> nextRuns) {}

    /** @param nextRun absent for an account that is never scanned by itself */
    public record Covered(
            String account, List<UUID> schedules, @Nullable Instant nextRun) {}
}
