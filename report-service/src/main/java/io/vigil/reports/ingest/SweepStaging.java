package io.vigil.reports.ingest;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Removes chunks of runs that will never be whole, and watermarks that nothing can ask for any more; keeps the months of
 * the transition log ready.
 */
@ApplicationScoped
public class SweepStaging {
    /** A unit's deadline is minutes, so a run that is still incomplete after a day has no worker. */
    private static final Duration STALE_AFTER = Duration.ofDays(1);

    /** Topics keep seven days; with a margin for a restored broker. */
    private static final Duration WATERMARKS_KEPT = Duration.ofDays(30);

    private record Stale(TenantId tenant, UUID unit, UUID run) {}

    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final InstantSource clock;

    SweepStaging(PlatformTransaction platform, TenantTransaction tenants, InstantSource clock) {
        this.platform = platform;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Returns how many runs were removed. */
    public int sweep() {
        Instant now = clock.instant();
        List<Stale> stale = platform.call(handle -> handle.createQuery(
                        "select tenant_id, unit_id, run_id from staged_run where staged_at < :before limit 10000")
                .bind("before", now.minus(STALE_AFTER))
                .map((rs, ctx) -> new Stale(
                        new TenantId(rs.getObject("tenant_id", UUID.class)),
                        rs.getObject("unit_id", UUID.class),
                        rs.getObject("run_id", UUID.class)))
                .list());
        stale.forEach(this::remove);
        for (TenantId tenant : platform.call(handle -> handle.createQuery("select tenant_id from tenant_directory")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list()))
            tenants.runUnlessErased(
                    tenant,
                    handle -> handle.createUpdate(
                                    "delete from unit_watermark where tenant_id = :tenant and seen_at < :before")
                            .bind("tenant", tenant.value())
                            .bind("before", now.minus(WATERMARKS_KEPT))
                            .execute());
        platform.run(handle -> {
            for (int month = 0; month < 2; month++)
                handle.createQuery("select ensure_transition_partition(:at)::text")
                        .bind("at", now.atOffset(ZoneOffset.UTC).plusMonths(month))
                        .mapTo(String.class)
                        .findOne();
        });
        return stale.size();
    }

    private void remove(Stale run) {
        tenants.runUnlessErased(run.tenant(), handle -> {
            for (String table : new String[] {"staged_chunk", "staged_run"})
                handle.createUpdate("delete from " + table
                                + " where tenant_id = :tenant and unit_id = :unit and run_id = :run")
                        .bind("tenant", run.tenant().value())
                        .bind("unit", run.unit())
                        .bind("run", run.run())
                        .execute();
        });
    }
}
