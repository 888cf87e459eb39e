package io.vigil.tenants.ledger;

import io.vigil.contracts.Region;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitFolded.Tally;
import io.vigil.contracts.UnitBeat.Counts;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.tenants.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The units' rows; the scan's row must be held. */
final class UnitTable {
    private UnitTable() {}

    static void insert(Handle handle, LockedScan scan, List<UnitRow> units) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into scan_unit (tenant_id, scan_id, unit_id, kind, region, state, attempt, ready_at)
                values (:tenant, :scan, :unit, :kind, :region, 'QUEUED', :attempt, :ready)
                """);
        for (UnitRow unit : units) {
            batch.bind("tenant", scan.tenant().value())
                    .bind("scan", scan.scan().value())
                    .bind("unit", unit.unit().value())
                    .bind("kind", unit.kind().name())
                    .bind("region", unit.region().value())
                    .bind("attempt", unit.state().attempt())
                    .bind("ready", scan.requestedAt())
                    .add();
        }
        batch.execute();
    }

    static Optional<UnitRow> find(Handle handle, LockedScan scan, UnitId unit) {
        return handle.createQuery("""
                        select * from scan_unit
                        where tenant_id = :tenant and scan_id = :scan and unit_id = :unit
                        """)
                .bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .bind("unit", unit.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<UnitRow> open(Handle handle, LockedScan scan) {
        Query query = handle.createQuery("""
                select * from scan_unit
                where tenant_id = :tenant and scan_id = :scan and state not in ('FOLDED', 'FAILED', 'CANCELLED')
                order by unit_id
                """);
        return query.bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .map((row, context) -> read(row))
                .list();
    }

    private static UnitRow read(ResultSet row) throws SQLException {
        int attempt = row.getInt("attempt");
        Optional<RunId> run =
                Optional.ofNullable(row.getObject("run_id", UUID.class)).map(RunId::new);
        Counts counts = new Counts(row.getLong("calls"), row.getLong("resources"), row.getLong("verdicts"));
        String message = Optional.ofNullable(row.getString("message")).orElse("");
        UnitState state = switch (UnitState.Label.valueOf(row.getString("state"))) {
            case QUEUED ->
                new UnitState.Queued(
                        attempt,
                        Columns.instant(row, "ready_at"),
                        Optional.of(message).filter(text -> !text.isEmpty()));
            case ISSUED -> new UnitState.Issued(attempt, Columns.instant(row, "issued_at"), run);
            case RUNNING ->
                new UnitState.Running(
                        attempt,
                        run.orElseThrow(),
                        row.getString("worker"),
                        row.getInt("beat"),
                        counts,
                        Columns.instant(row, "deadline"));
            case REPORTED ->
                new UnitState.Reported(attempt, run.orElseThrow(), counts, Columns.instant(row, "deadline"));
            case FOLDED -> new UnitState.Folded(attempt, run.orElseThrow(), counts, tally(row));
            case FAILED -> new UnitState.Failed(attempt, message);
            case CANCELLED -> new UnitState.Cancelled(attempt);
        };
        return new UnitRow(
                new UnitId(row.getObject("unit_id", UUID.class)),
                UnitKind.valueOf(row.getString("kind")),
                new Region(row.getString("region")),
                state);
    }

    static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getInt("pass"),
                row.getInt("fail"),
                row.getInt("not_applicable"),
                row.getInt("undetermined"),
                row.getInt("opened"),
                row.getInt("resolved"),
                row.getInt("reopened"));
    }

    /** Writes what the state says and leaves, for people to see, what it is silent about: the last worker, its counts. */
    static void update(Handle handle, LockedScan scan, UnitRow unit) {
        Update update = switch (unit.state()) {
            case UnitState.Queued queued ->
                set(handle, """
                                ready_at = :ready, message = :message, issued_at = null, deadline = null,
                                run_id = null, worker = null, beat = 0, calls = 0, resources = 0, verdicts = 0""")
                        .bind("ready", queued.readyAt())
                        .bind("message", queued.message().orElse(null));
            case UnitState.Issued issued ->
                set(handle, "issued_at = :at, run_id = :run, deadline = null")
                        .bind("at", issued.issuedAt())
                        .bind("run", issued.returned().map(RunId::value).orElse(null));
            case UnitState.Running running ->
                counted(set(handle, """
                                        run_id = :run, worker = :worker, beat = :beat, deadline = :deadline,
                                        message = null, calls = :calls, resources = :resources, verdicts = :verdicts"""), running.counts())
                        .bind("run", running.run().value())
                        .bind("worker", running.worker())
                        .bind("beat", running.beat())
                        .bind("deadline", running.deadline());
            case UnitState.Reported reported ->
                counted(set(handle, """
                                        run_id = :run, deadline = :deadline, message = null,
                                        calls = :calls, resources = :resources, verdicts = :verdicts"""), reported.counts())
                        .bind("run", reported.run().value())
                        .bind("deadline", reported.deadline());
            case UnitState.Folded folded -> tallied(set(handle, """
                                deadline = null, message = null, pass = :pass, fail = :fail,
                                not_applicable = :notApplicable, undetermined = :undetermined,
                                opened = :opened, resolved = :resolved, reopened = :reopened"""), folded.tally());
            case UnitState.Failed failed ->
                set(handle, "deadline = null, message = :message").bind("message", failed.message());
            case UnitState.Cancelled cancelled -> set(handle, "deadline = null");
        };
        update.bind("tenant", scan.tenant().value())
                .bind("scan", scan.scan().value())
                .bind("unit", unit.unit().value())
                .bind("state", unit.state().label().name())
                .bind("attempt", unit.state().attempt())
                .execute();
    }

    private static Update set(Handle handle, String columns) {
        return handle.createUpdate("update scan_unit set state = :state, attempt = :attempt, " + columns
                + " where tenant_id = :tenant and scan_id = :scan and unit_id = :unit");
    }

    private static Update counted(Update update, Counts counts) {
        return update.bind("calls", counts.calls())
                .bind("resources", counts.resources())
                .bind("verdicts", counts.verdicts());
    }

    private static Update tallied(Update update, Tally tally) {
        return update.bind("pass", tally.pass())
                .bind("fail", tally.fail())
                .bind("notApplicable", tally.notApplicable())
                .bind("undetermined", tally.undetermined())
                .bind("opened", tally.opened())
                .bind("resolved", tally.resolved())
                .bind("reopened", tally.reopened());
    }
}
