package io.vigil.tenants.packs;

import io.quarkus.scheduler.Scheduled;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Brings a new baseline to every tenant, one transaction each, in the background: whoever is behind is found by its
 * version, so what was interrupted goes on where it was. Scans are judged by the pack before until then.
 */
@ApplicationScoped
class RollOutBaseline {
    private static final Logger LOG = Logger.getLogger(RollOutBaseline.class);
    private static final int BATCH = 200;

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final Packs packs;
    private final RefreshPacks refreshPacks;
    private final AuditTrail audit;

    RollOutBaseline(
            PlatformTransaction platform,
            TenantTransaction transaction,
            Packs packs,
            RefreshPacks refreshPacks,
            AuditTrail audit) {
        this.platform = platform;
        this.transaction = transaction;
        this.packs = packs;
        this.refreshPacks = refreshPacks;
        this.audit = audit;
    }

    /**
     * @param tenants all that are not being let go
     * @param merged those whose packs say what the newest baseline does
     */
    public record RollOut(long version, int tenants, int merged, List<Behind> problems) {}

    /** @param problem why the pack before stays in force */
    public record Behind(TenantId tenant, String problem) {}

    RollOut standing() {
        return platform.call(handle -> {
            long version = LevelTable.BASELINE.newest(handle).version();
            List<Behind> problems = handle.createQuery("""
                            select tenant_id, problem from pack_rollout t where problem is not null and STAYS
                            order by tenant_id limit 100
                            """.replace("STAYS", Closings.STAYS))
                    .map((row, context) ->
                            new Behind(new TenantId(row.getObject("tenant_id", UUID.class)), row.getString("problem")))
                    .list();
            return handle.createQuery("""
                            select count(*) as tenants, count(*) filter (where msp_version >= :version and problem is null) as merged
                            from pack_rollout t where STAYS
                            """.replace("STAYS", Closings.STAYS))
                    .bind("version", version)
                    .map((row, context) -> new RollOut(version, row.getInt("tenants"), row.getInt("merged"), problems))
                    .one();
        });
    }

    @Scheduled(every = "${vigil.packs.roll-out-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rollOut() {
        List<TenantId> behind = platform.call(RollOutBaseline::behind);
        for (TenantId tenant : behind) {
            try {
                transaction.run(tenant, handle -> merge(handle, tenant));
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "the baseline cannot be merged tenant=%s", tenant);
                leave(tenant, failed);
            }
        }
    }

    private static List<TenantId> behind(Handle handle) {
        return handle.createQuery("""
                        select tenant_id from pack_rollout t
                        where msp_version < (select coalesce(max(version), 0) from msp_pack) and STAYS
                        order by msp_version, tenant_id limit :batch
                        """.replace("STAYS", Closings.STAYS))
                .bind("batch", BATCH)
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list();
    }

    private void merge(Handle handle, TenantId tenant) {
        PublishPack.oneAtATime(handle, tenant);
        Pack before = packs.newest(handle, tenant);
        Pack after = refreshPacks.refresh(handle, tenant, before.pack().ownChecks());
        if (after.digest().equals(before.digest())) return;
        audit.append(
                handle,
                tenant,
                Caller.service("tenant-service", Optional.of(tenant)),
                "pack.merged",
                after.digest().value(),
                Map.of(
                        "baseline",
                        after.pack().levels().msp(),
                        "before",
                        before.digest().value()));
    }

    /** So that one tenant does not stand in the way of the others; its next pack, or the next baseline, tries again. */
    private void leave(TenantId tenant, RuntimeException failed) {
        try {
            transaction.run(
                    tenant,
                    handle -> RefreshPacks.merged(
                            handle,
                            tenant,
                            LevelTable.BASELINE.newest(handle).version(),
                            Optional.of(failed.getMessage() == null ? "it cannot be merged" : failed.getMessage())));
        } catch (RuntimeException again) {
            LOG.warnf(again, "tenant=%s stays behind the baseline for now", tenant);
        }
    }
}
