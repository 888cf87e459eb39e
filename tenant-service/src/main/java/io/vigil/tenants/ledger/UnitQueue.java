package io.vigil.tenants.ledger;

import io.vigil.contracts.ScanClass;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the platform's queue in step with the ledger, within the ledger's transaction. */
@Singleton
class UnitQueue {
    private final WorkBell bell;
    private final InstantSource clock;

    UnitQueue(WorkBell bell, InstantSource clock) {
        this.bell = bell;
        this.clock = clock;
    }

    void enter(Handle handle, LockedScan scan, List<UnitRow> units) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into unit_queue
                  (unit_id, tenant_id, account_id, scan_id, scan_class, attempt, state, queued_at, ready_at, changed_at)
                values (:unit, :tenant, :account, :scan, :class, :attempt, 'WAITING', :now, :now, :now)
                """);
        for (UnitRow unit : units) {
            batch.bind("unit", unit.unit().value())
                    .bind("tenant", scan.tenant().value())
                    .bind("account", scan.account().value())
                    .bind("scan", scan.scan().value())
                    .bind("class", scan.scanClass().name())
                    .bind("attempt", unit.state().attempt())
                    .bind("now", scan.requestedAt())
                    .add();
        }
        batch.execute();
        takeTurns(handle, scan, scan.scanClass());
        bell.ringAfterCommit();
    }

    /** Somebody waits for it now: its units move before the scheduled ones. */
    void promote(Handle handle, LockedScan scan) {
        handle.createUpdate(
                        "update unit_queue set scan_class = 'INTERACTIVE' where tenant_id = :tenant and scan_id = :scan")
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .execute();
        takeTurns(handle, scan, ScanClass.INTERACTIVE);
        bell.ringAfterCommit();
    }

    /** A tenant that comes late starts at the clock, which the first decision about it does. */
    private static void takeTurns(Handle handle, LockedScan scan, ScanClass scanClass) {
        handle.createUpdate("""
                        insert into tenant_turn (tenant_id, scan_class, virtual_time) values (:tenant, :class, 0)
                        on conflict do nothing
                        """)
                .bind("tenant", scan.tenant().value())
                .bind("class", scanClass.name())
                .execute();
    }

    void follow(Handle handle, UnitRow unit) {
        switch (unit.state()) {
            case UnitState.Queued queued -> place(handle, unit, "WAITING", queued.readyAt(), Optional.empty());
            case UnitState.Issued issued -> place(handle, unit, "ISSUED", issued.issuedAt(), Optional.empty());
            case UnitState.Running running ->
                place(handle, unit, "RUNNING", clock.instant(), Optional.of(running.deadline()));
            case UnitState.Reported reported ->
                place(handle, unit, "REPORTED", clock.instant(), Optional.of(reported.deadline()));
            case UnitState.Done done -> leave(handle, unit);
        }
        if (!(unit.state() instanceof UnitState.Running)) bell.ringAfterCommit();
    }

    private void place(Handle handle, UnitRow unit, String state, Instant readyAt, Optional<Instant> deadline) {
        handle.createUpdate("""
                        update unit_queue
                        set state = :state, attempt = :attempt, ready_at = :ready, deadline = :deadline,
                            changed_at = :now
                        where unit_id = :unit
                        """)
                .bind("state", state)
                .bind("attempt", unit.state().attempt())
                .bind("ready", readyAt)
                .bind("deadline", deadline.orElse(null))
                .bind("now", clock.instant())
                .bind("unit", unit.unit().value())
                .execute();
    }

    private static void leave(Handle handle, UnitRow unit) {
        handle.createUpdate("delete from unit_queue where unit_id = :unit")
                .bind("unit", unit.unit().value())
                .execute();
    }
}
