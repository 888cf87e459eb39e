package io.vigil.gateway.upstream;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits to be audited at each customer, whose last audit is longest ago first, and what audits took by week. */
public record FleetAudits(List<Waiting> tenants, List<Week> weeks) {

    /**
     * @param waiting accounts in which there is something to look at
     * @param stale accounts that were not scanned for a week
     */
    public record Waiting(
            UUID tenant,
            String slug,
            String name,
            int accounts,
            int waiting,
            int stale,
            Change.Sums sums,
            int expired,
            int notEvaluated,
            int overdue,
            @Nullable Instant lastSignedAt,
            @Nullable Open open) {}

    public record Open(UUID audit, Instant openedAt, int accounts, int signedAccounts) {}

    /** @param week its Monday */
    public record Week(LocalDate week, int audits, int accounts, int together, long seconds, long savedSeconds) {}
}
