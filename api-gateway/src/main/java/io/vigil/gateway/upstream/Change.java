package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transition of a finding. */
public record Change(
        Instant at,
        String transition,
        UUID finding,
        String check,
        String title,
        String severity,
        String account,
        @Nullable String region,
        @Nullable String resource,
        @Nullable String resourceName) {

    /** What changed between two moments; the sums are of all, also of what is not listed. */
    public record Listing(
            Instant from,
            Instant to,
            Sums sums,
            List<Change> items,
            @Nullable String next) {}

    public record Sums(int opened, int resolved, int reopened, int excepted, int decidedOut) {}
}
