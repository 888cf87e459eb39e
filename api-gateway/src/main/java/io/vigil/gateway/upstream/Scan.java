package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A scan of one account with its units, as the ledger knows it. */
public record Scan(
        UUID id,
        String account,
        String scanClass,
        String state,
        @Nullable Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String requestedBy,
        @Nullable List<Unit> units,
        @Nullable Tally tally) {

    public record Unit(
            UUID id,
            String region,
            @Nullable String kind,
            String state,
            int attempt,
            @Nullable String worker,
            @Nullable UnitCounts counts,
            @Nullable String message) {}

    public record UnitCounts(long calls, long resources, long verdicts) {}

    /** The list of {@code GET /tenants/{tenant}/scans}, newest first. */
    public record Listing(List<Scan> items, @Nullable String next) {}

    public record Tally(
            int pass, int fail, int notApplicable, int undetermined, int opened, int resolved, int reopened) {}
}
