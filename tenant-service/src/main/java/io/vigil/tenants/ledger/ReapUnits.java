package io.vigil.tenants.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Issues again what nobody seems to work on any more. Several replicas may run it at once: each unit is looked at again
 * under its scan's lock.
 */
@ApplicationScoped
class ReapUnits {
    private static final Logger LOG = Logger.getLogger(ReapUnits.class);
    private static final int BATCH = 200;

    private record Due(TenantId tenant, ScanId scan, UnitId unit) {}

    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final Ledger ledger;
    private final Outbox outbox;
    private final LedgerConfig config;
    private final Slots slots;
    private final InstantSource clock;
    private final MeterRegistry meters;

    ReapUnits(
            PlatformTransaction platform,
            TenantTransaction tenants,
            Ledger ledger,
            Outbox outbox,
            LedgerConfig config,
            Slots slots,
            InstantSource clock,
            MeterRegistry meters) {
        this.platform = platform;
        this.tenants = tenants;
        this.ledger = ledger;
        this.outbox = outbox;
        this.config = config;
        this.slots = slots;
        this.clock = clock;
        this.meters = meters;
    }

    @Scheduled(every = "${vigil.ledger.reap-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reap() {
        Instant now = clock.instant();
        platform.run(handle -> releaseClaims(handle, now));
        platform.call(handle -> due(handle, now)).forEach(due -> reissue(due, now));
    }

    private void releaseClaims(Handle handle, Instant now) {
        handle.createUpdate("""
                        update unit_queue set state = 'WAITING', changed_at = :now
                        where state = 'CLAIMED' and changed_at < :before
                        """)
                .bind("now", now)
                .bind("before", now.minus(config.claimWithin()))
                .execute();
    }

    /** An issued unit only counts as lost while workers idle: otherwise it may just wait its turn in the broker. */
    private List<Due> due(Handle handle, Instant now) {
        return handle.createQuery("""
                        select tenant_id, scan_id, unit_id from unit_queue
                        where deadline < :now
                           or (:idle and state = 'ISSUED' and changed_at < :lost)
                        order by deadline nulls last
                        limit :batch
                        """)
                .bind("now", now)
                .bind("idle", slots.idle(handle, now))
                .bind("lost", now.minus(config.startWithin()))
                .bind("batch", BATCH)
                .map((row, context) -> new Due(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new ScanId(row.getObject("scan_id", UUID.class)),
                        new UnitId(row.getObject("unit_id", UUID.class))))
                .list();
    }

    private void reissue(Due due, Instant now) {
        try {
            tenants.runUnlessErased(
                    due.tenant(),
                    handle -> LockedScan.lock(handle, due.tenant(), due.scan())
                            .ifPresent(scan -> UnitTable.find(handle, scan, due.unit())
                                    .ifPresent(unit -> reissue(handle, scan, unit, now))));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "unit %s waits to be issued again", due.unit());
        }
    }

    private void reissue(Handle handle, LockedScan scan, UnitRow unit, Instant now) {
        if (!(unit.state() instanceof UnitState.Issue issue)) return;
        Optional<String> why = switch (issue) {
            case UnitState.Running running
            when running.deadline().isBefore(now) ->
                Optional.of("worker %s fell silent for %s".formatted(running.worker(), spoken(config.beatWithin())));
            case UnitState.Reported reported
            when reported.deadline().isBefore(now) ->
                Optional.of("the report was not taken over within %s".formatted(spoken(config.foldWithin())));
            case UnitState.Issued issued
            when issued.issuedAt().isBefore(now.minus(config.startWithin())) ->
                Optional.of("no worker took the unit within %s".formatted(spoken(config.startWithin())));
            default -> Optional.empty();
        };
        if (why.isEmpty()) return;
        ledger.enter(handle, scan, unit.with(issue.again(why.get(), now, config.maxAttempts())));
        outbox.append(handle, new ScanUnitRevoked(scan.ref(unit.unit(), issue.attempt()), now));
        meters.counter("vigil.units.reissued", "from", issue.label().name()).increment();
        LOG.infof("unit %s attempt %d is over: %s", unit.unit(), issue.attempt(), why.get());
    }

    private static String spoken(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
