package io.vigil.reports.assignees;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who works on which finding. */
final class AssigneeTable {
    private static final String ASSIGN = """
            with matching as (select f.finding_id from finding f where WHERE limit :most),
            written as (
              insert into finding_assignee as a (tenant_id, finding_id, subject, name, assigned_at, assigned_by)
              select :tenant, finding_id, :subject, :name, :now, :by from matching order by finding_id
              on conflict (tenant_id, finding_id) do update set subject = excluded.subject, name = excluded.name,
                assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by
              where a.subject <> excluded.subject
              returning 1)
            select (select count(*) from matching) as matching, (select count(*) from written) as written
            """;

    private static final String UNASSIGN = """
            with matching as (select f.finding_id from finding f where WHERE limit :most),
            written as (
              delete from finding_assignee a using matching m where a.tenant_id = :tenant and a.finding_id = m.finding_id
              returning 1)
            select (select count(*) from matching) as matching, (select count(*) from written) as written
            """;

    private AssigneeTable() {}

    /** @param matching that were asked for, one more than the most at most */
    record Written(int matching, int written) {}

    static Written assign(
            Handle handle, TenantId tenant, FindingFilter.Sql which, Person to, String by, Instant now, int most) {
        return which.bind(handle.createQuery(ASSIGN.replace("WHERE", which.where())))
                .bind("tenant", tenant.value())
                .bind("subject", to.subject())
                .bind("name", to.name())
                .bind("now", now)
                .bind("by", by)
                .bind("most", most + 1)
                .map((row, context) -> new Written(row.getInt("matching"), row.getInt("written")))
                .one();
    }

    static Written unassign(Handle handle, TenantId tenant, FindingFilter.Sql which, int most) {
        return which.bind(handle.createQuery(UNASSIGN.replace("WHERE", which.where())))
                .bind("tenant", tenant.value())
                .bind("most", most + 1)
                .map((row, context) -> new Written(row.getInt("matching"), row.getInt("written")))
                .one();
    }

    static FindingFilter.Sql one(FindingId finding) {
        return new FindingFilter.Sql(List.of(), List.of("f.finding_id = :finding"), Map.of("finding", finding.value()));
    }

    /** What somebody had at a time; what was given since, was given to who came back. */
    static int unassign(Handle handle, TenantId tenant, String subject, Instant until) {
        return handle.createUpdate("""
                        delete from finding_assignee where tenant_id = :tenant and subject = :subject and assigned_at <= :until
                        """)
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .bind("until", until)
                .execute();
    }
}
