package io.vigil.reports.changes;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingChanged;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Retention;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.alerts.MatchAct;
import io.vigil.tenancy.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes down and tells what one transaction moved from one state to another. Whoever moves findings leaves a row for each in
 * the temporary table {@code run_transition}, which is empty again when the transaction ends.
 */
@ApplicationScoped
public class RecordTransitions {
    private static final int EVENTS_PER_BATCH = 1_000;

    private static final String CREATE = """
            create temporary table if not exists run_transition (
              finding_id uuid not null, account text not null, region text not null, check_id text not null, severity smallint not null,
              resource text not null, resource_name text not null, was text not null, transition text not null, status text not null,
              exception_id uuid
            ) on commit delete rows
            """;

    /** For how long a tenant's log is kept, also before anybody told of the tenant. */
    static final String MONTHS =
            "coalesce((select t.retention_months from tenant_directory t where t.tenant_id = %s), :retention)";

    /**
     * What moved them.
     *
     * @param act makes the ids of the events: of one act, each finding has one
     * @param scan or what stands in its place, where no scan moved them
     */
    public record Act(TenantId tenant, Instant at, String act, ScanId scan) {
        private <S extends SqlStatement<S>> S bind(S statement) {
            return statement
                    .bind("tenant", tenant.value())
                    .bind("at", at)
                    .bind("act", act)
                    .bind("scan", scan.value());
        }
    }

    private final Outbox outbox;
    private final InstantSource clock;
    private final MatchAct matchAct;

    RecordTransitions(Outbox outbox, InstantSource clock, MatchAct matchAct) {
        this.outbox = outbox;
        this.clock = clock;
        this.matchAct = matchAct;
    }

    public void open(Handle handle) {
        handle.execute(CREATE);
    }

    /** Appends to the log, and to its counts for the fleet, under the lock that {@link CutLog} waits for; alert rules are held to it soon after. */
    public void log(Handle handle, Act act) {
        handle.createQuery("select ensure_transition_partition(:at)::text")
                .bind("at", act.at())
                .mapTo(String.class)
                .findOne();
        long seq = CutLog.next(handle);
        act.bind(handle.createUpdate("""
                insert into finding_transition (tenant_id, at, finding_id, event_id, account, region, check_id, severity,
                  resource, resource_name, was, transition, status, scan_id, exception_id, seq, noted_at, retention_months)
                select :tenant, :at, finding_id, md5(finding_id::text || :act || transition)::uuid, account, region,
                  check_id, severity, resource, resource_name, was, transition, status, :scan, exception_id, :seq, :noted,
                  MONTHS
                from run_transition
                """.replace("MONTHS", MONTHS.formatted(":tenant"))))
                .bind("noted", clock.instant())
                .bind("retention", Retention.DEFAULT.months())
                .bind("seq", seq)
                .execute();
        act.bind(handle.createUpdate("""
                insert into fleet_change (tenant_id, at, account, check_id, severity, was, transition, findings, seq)
                select :tenant, :at, account, check_id, severity, was, transition, count(*), :seq from run_transition
                group by account, check_id, severity, was, transition
                """)).bind("seq", seq).execute();
        matchAct.note(handle, act.tenant(), act.act(), act.at(), act.scan());
    }

    /** Tells every transition to whom it may concern. */
    public void tell(Handle handle, Act act) {
        List<FindingChanged> batch = new ArrayList<>();
        try (Stream<FindingChanged> changes = changes(handle, act)) {
            changes.forEach(change -> {
                batch.add(change);
                if (batch.size() == EVENTS_PER_BATCH) append(handle, batch);
            });
        }
        append(handle, batch);
    }

    private void append(Handle handle, List<FindingChanged> batch) {
        outbox.appendAll(handle, batch);
        batch.clear();
    }

    private static Stream<FindingChanged> changes(Handle handle, Act act) {
        return act
                .bind(handle.createQuery("""
                        select *, md5(finding_id::text || :act || transition)::uuid as event_id from run_transition
                        """))
                .setFetchSize(EVENTS_PER_BATCH)
                .map((rs, ctx) -> new FindingChanged(
                        rs.getObject("event_id", UUID.class),
                        act.tenant(),
                        new AccountId(rs.getString("account")),
                        new FindingId(rs.getObject("finding_id", UUID.class)),
                        new CheckId(rs.getString("check_id")),
                        Severity.values()[rs.getInt("severity")],
                        new Region(rs.getString("region")),
                        rs.getString("resource"),
                        FindingChanged.Transition.valueOf(rs.getString("transition")),
                        act.at()))
                .stream();
    }
}
