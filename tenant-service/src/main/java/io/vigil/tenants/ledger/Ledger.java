package io.vigil.tenants.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EventJson;
import io.vigil.tenants.accounts.AccountStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes a unit's new state, and what follows from it: the queue, the scan's own state, the message of the stream. */
@ApplicationScoped
class Ledger {
    private record Sums(
            int units,
            int done,
            int folded,
            int cancelled,
            int begun,
            long calls,
            long resources,
            long verdicts,
            @Nullable String worker,
            @Nullable String message) {

        ScanState stateAfter(ScanState before) {
            if (done == units) {
                if (folded > 0) return cancelled > 0 ? ScanState.CANCELLED : ScanState.FINISHED;
                return cancelled > 0 ? ScanState.CANCELLED : ScanState.FAILED;
            }
            return begun > 0 || before == ScanState.RUNNING ? ScanState.RUNNING : ScanState.QUEUED;
        }
    }

    private final UnitQueue queue;
    private final AccountStanding standing;
    private final InstantSource clock;

    Ledger(UnitQueue queue, AccountStanding standing, InstantSource clock) {
        this.queue = queue;
        this.standing = standing;
        this.clock = clock;
    }

    void open(Handle handle, LockedScan scan, List<UnitRow> units) {
        UnitTable.insert(handle, scan, units);
        queue.enter(handle, scan, units);
        tell(handle, scan, Optional.empty());
    }

    void enter(Handle handle, LockedScan scan, UnitRow unit) {
        UnitTable.update(handle, scan, unit);
        queue.follow(handle, unit);
        ScanState state = tell(handle, scan, Optional.of(unit));
        if (state == ScanState.FINISHED) standing.scanned(handle, scan.tenant(), scan.account(), clock.instant());
    }

    private ScanState tell(Handle handle, LockedScan scan, Optional<UnitRow> unit) {
        Sums sums = sum(handle, scan, unit);
        ScanState state = sums.stateAfter(currentState(handle, scan));
        Progress.OfUnit ofUnit = unit.map(
                        row -> new Progress.OfUnit(row.region(), row.state().label(), sums.worker(), sums.message()))
                .orElse(null);
        Progress progress = new Progress(
                scan.scan(), state, sums.units(), sums.done(), sums.calls(), sums.resources(), sums.verdicts(), ofUnit);
        Instant now = clock.instant();
        long seq = move(handle, scan, state, now);
        handle.createUpdate("""
                        insert into scan_event (tenant_id, scan_id, seq, final, data, at)
                        values (:tenant, :scan, :seq, :final, :data, :now)
                        """)
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .bind("seq", seq)
                .bind("final", state.isFinal())
                .bind("data", json(progress))
                .bind("now", now)
                .execute();
        return state;
    }

    private static ScanState currentState(Handle handle, LockedScan scan) {
        return handle.createQuery("select state from scan where tenant_id = :tenant and scan_id = :scan")
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .mapTo(ScanState.class)
                .one();
    }

    private static Sums sum(Handle handle, LockedScan scan, Optional<UnitRow> unit) {
        return handle.createQuery("""
                        select count(*) as units,
                               count(*) filter (where state in ('FOLDED', 'FAILED', 'CANCELLED')) as done,
                               count(*) filter (where state = 'FOLDED') as folded,
                               count(*) filter (where state = 'CANCELLED') as cancelled,
                               count(*) filter (where state not in ('QUEUED', 'ISSUED')) as begun,
                               sum(calls) as calls, sum(resources) as resources, sum(verdicts) as verdicts,
                               max(worker) filter (where unit_id = :unit) as worker,
                               max(message) filter (where unit_id = :unit) as message
                        from scan_unit
                        where tenant_id = :tenant and scan_id = :scan
                        """)
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .bind("unit", unit.map(row -> row.unit().value()).orElse(null))
                .map((row, context) -> new Sums(
                        row.getInt("units"),
                        row.getInt("done"),
                        row.getInt("folded"),
                        row.getInt("cancelled"),
                        row.getInt("begun"),
                        row.getLong("calls"),
                        row.getLong("resources"),
                        row.getLong("verdicts"),
                        row.getString("worker"),
                        row.getString("message")))
                .one();
    }

    private static long move(Handle handle, LockedScan scan, ScanState state, Instant now) {
        return handle.createQuery("""
                        update scan
                        set state = :state, last_event = last_event + 1,
                            started_at = case when :state = 'QUEUED' then null else coalesce(started_at, cast(:now as timestamptz)) end,
                            finished_at = case when :final then coalesce(finished_at, cast(:now as timestamptz)) end
                        where tenant_id = :tenant and scan_id = :scan
                        returning last_event
                        """)
                .bind("state", state.name())
                .bind("now", now)
                .bind("final", state.isFinal())
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .mapTo(Long.class)
                .one();
    }

    private static String json(Progress progress) {
        try {
            return EventJson.MAPPER.writeValueAsString(progress);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("progress has no JSON form", notJson);
        }
    }
}
