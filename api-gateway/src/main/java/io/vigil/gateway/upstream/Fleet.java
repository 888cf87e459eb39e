package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All tenants side by side, from counters alone. */
public record Fleet(@Nullable Instant asOf, List<Customer> tenants) {

    public record Customer(
            UUID tenant,
            String name,
            @Nullable String slug,
            @Nullable Double score,
            double evaluatedShare,
            Severities open,
            @Nullable Severities overdue,
            Map<String, LayerScore> layers,
            int accounts,
            @Nullable Instant lastFoldedAt,
            @Nullable Double movement7d) {}

    public record LayerScore(@Nullable Double score, double evaluatedShare) {}

    /** One tenant that fails a check. */
    public record Failing(UUID tenant, String name, int failing) {}
}
