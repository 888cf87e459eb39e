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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes down and tells what one transaction moved from one state to another. Whoever moves findings leaves a row for each in
 * the temporary table {@code run_transition}, which is empty again when the transaction ends.
 */
@ApplicationScoped
public class RecordTransitions {
    private static final int EVENTS_PER_BATCH = 500;

    private static final String CREATE = """
            create temporary table if not exists run_transition (
              finding_id uuid not null, account text not null, region text not null, check_id text not null, severity smallint not null,
              resource text not null, resource_name text not null, was text not null, transition text not null, status text not null,
              exception_id uuid
            ) on commit delete rows;
            create index if not exists run_transition_id on run_transition (finding_id)
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
    private final MatchAct matchAct;

    RecordTransitions(Outbox outbox, MatchAct matchAct) {
        this.outbox = outbox;
        this.matchAct = matchAct;
    }

    public void open(Handle handle) {
        handle.execute(CREATE);
    }

    /** Appends to the log, and to its counts for the fleet; alert rules are held to it soon after. */
    public void log(Handle handle, Act act) {
        handle.createQuery("select ensure_transition_partition(:at)::text")
                .bind("at", act.at())
                .mapTo(String.class)
                .findOne();
        act.bind(handle.createUpdate("""
                insert into finding_transition (tenant_id, at, finding_id, event_id, account, region, check_id, severity,
                  resource, resource_name, was, transition, status, scan_id, exception_id, retention_months)
                select :tenant, :at, finding_id, md5(finding_id::text || :act || transition)::uuid, account, region,
                  check_id, severity, resource, resource_name, was, transition, status, :scan, exception_id,
                  MONTHS
                from run_transition
                """.replace("MONTHS", MONTHS.formatted(":tenant"))))
                .bind("retention", Retention.DEFAULT.months())
                .execute();
        act.bind(handle.createUpdate("""
                insert into fleet_change as c (tenant_id, at, account, check_id, severity, was, transition, findings)
                select :tenant, :at, account, check_id, severity, was, transition, count(*) from run_transition
                group by account, check_id, severity, was, transition
                on conflict (tenant_id, at, account, check_id, severity, was, transition)
                do update set findings = c.findings + excluded.findings
                """)).execute();
        matchAct.note(handle, act.tenant(), act.act(), act.at(), act.scan());
    }

    /** Tells every transition to whom it may concern. */
    public void tell(Handle handle, Act act) {
        List<FindingChanged> batch = new ArrayList<>();
        UUID after = new UUID(0, 0);
        do {
            batch.clear();
            batch.addAll(changes(handle, act, after));
            outbox.appendAll(handle, batch);
            if (!batch.isEmpty()) after = batch.getLast().finding().value();
        } while (batch.size() == EVENTS_PER_BATCH);
    }

    private static List<FindingChanged> changes(Handle handle, Act act, UUID after) {
        return act.bind(handle.createQuery("""
                        select *, md5(finding_id::text || :act || transition)::uuid as event_id from run_transition
                        where finding_id > :after order by finding_id limit :batch
                        """))
                .bind("after", after)
                .bind("batch", EVENTS_PER_BATCH)
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
                .list();
    }
}
