package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.changes.CutLog;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Finds what there is to look at in accounts that nobody signed off: what the log says between two cuts, and what could not be
 * evaluated or is overdue and was not signed off as such before. Nothing falls between two audits, and nothing is in both.
 */
final class CollectItems {
    /** The log's numbers decide; this lets the index leave out what is too old for them. */
    static final String READ_BEFORE = "interval '%d days'".formatted(CutLog.SEEN_DAYS_BEFORE);

    private static final String CUT = """
            update weekly_audit_account c set seq_to = :seq, cut_at = :now,
              last_folded_at = (select f.last_folded_at from fleet_account f where f.tenant_id = c.tenant_id and f.account = c.account),
              counted_undetermined = n.undetermined, counted_overdue = n.overdue
            from weekly_audit_account k
            cross join lateral (select coalesce(sum(f.undetermined), 0) as undetermined, coalesce(sum(f.overdue), 0) as overdue
              from fleet_counter f where f.tenant_id = k.tenant_id and f.account = k.account) n
            where c.tenant_id = :tenant and c.audit_id = :audit and c.account = any (:accounts::bpchar[])
              and (k.tenant_id, k.audit_id, k.account) = (c.tenant_id, c.audit_id, c.account)
            """;

    /**
     * Whatever speaks of a finding is put together in one pass: a join of parts would be planned by statistics that know nothing
     * of what was just written.
     */
    private static final String COLLECT = """
            with span as materialized (
              select account, seq_from, read_from, seq_to from weekly_audit_account
              where tenant_id = :tenant and audit_id = :audit and account = any (:accounts::bpchar[])),
            spoken as (
              select t.finding_id, t.transition, t.was, t.seq, t.at, t.transition = 'REOPENED' and exists (select from exception e
                  where e.tenant_id = t.tenant_id and e.exception_id = t.exception_id and e.state = 'ENDED') as ended,
                null::timestamptz as undetermined_since, null::timestamptz as due_at
              from span s
              join finding_transition t on t.tenant_id = :tenant and t.account = s.account and t.at >= s.read_from
                and t.seq > s.seq_from and t.seq <= s.seq_to
              union all
              select f.finding_id, null, null, null, null, null, f.undetermined_since, null
              from span s join finding f on f.tenant_id = :tenant and f.account = s.account
              where f.undetermined_since is not null and f.gone_since is null and not f.decided_out
                and not exists (select from weekly_audit_item i where i.tenant_id = f.tenant_id and i.finding_id = f.finding_id
                  and i.undetermined_since = f.undetermined_since)
              union all
              select f.finding_id, null, null, null, null, null, null, f.due_at
              from span s join finding f on f.tenant_id = :tenant and f.account = s.account
              where f.state = 'OPEN' and coalesce(f.due_at, 'infinity') < :now
                and not exists (select from weekly_audit_item i where i.tenant_id = f.tenant_id and i.finding_id = f.finding_id
                  and i.due_at = f.due_at)),
            listed as (
              select finding_id, coalesce(array_agg(transition order by seq, at) filter (where transition is not null), '{}') as transitions,
                (array_agg(was order by seq, at) filter (where transition is not null))[1] as was, max(at) as moved_at,
                array_remove(array[case when bool_or(not ended) then 'CHANGED' end, case when bool_or(ended) then 'EXPIRED' end,
                  case when max(undetermined_since) is not null then 'NOT_EVALUATED' end,
                  case when max(due_at) is not null then 'OVERDUE' end], null) as kinds,
                max(undetermined_since) as undetermined_since, max(due_at) as due_at
              from spoken group by finding_id)
            insert into weekly_audit_item (tenant_id, audit_id, account, severity, finding_id, check_id, region, resource,
              resource_type, resource_name, kinds, transitions, was, moved_at, state, status, undetermined_since, reason,
              missing_action, due_at)
            select :tenant, :audit, f.account, f.severity, f.finding_id, f.check_id, f.region, f.resource,
              f.resource_type, f.resource_name, l.kinds, l.transitions, l.was, l.moved_at, f.state, f.status, l.undetermined_since,
              case when l.undetermined_since is not null then f.reason end,
              case when l.undetermined_since is not null then f.missing_action end, l.due_at
            from listed l join finding f on f.tenant_id = :tenant and f.finding_id = l.finding_id
            """;

    /** Who looks again and finds the same need not be told that something changed. */
    private static final String COUNT = """
            update weekly_audit_account c set items = n.items, changed = n.changed, expired = n.expired,
              not_evaluated = n.not_evaluated, overdue = n.overdue, digest = n.digest,
              revision = c.revision + case when c.digest = n.digest then 0 else 1 end
            from weekly_audit_account k
            cross join lateral (
              select count(*) as items, count(*) filter (where 'CHANGED' = any (i.kinds)) as changed,
                count(*) filter (where 'EXPIRED' = any (i.kinds)) as expired,
                count(*) filter (where 'NOT_EVALUATED' = any (i.kinds)) as not_evaluated,
                count(*) filter (where 'OVERDUE' = any (i.kinds)) as overdue,
                coalesce(md5(string_agg(md5(i::text), '' order by i.severity, i.finding_id)), '') as digest
              from weekly_audit_item i
              where i.tenant_id = k.tenant_id and i.audit_id = k.audit_id and i.account = k.account) n
            where c.tenant_id = :tenant and c.audit_id = :audit and c.account = any (:accounts::bpchar[])
              and (k.tenant_id, k.audit_id, k.account) = (c.tenant_id, c.audit_id, c.account)
            """;

    private CollectItems() {}

    /**
     * Anew, as of a cut of the log that the caller just made.
     *
     * @param accounts of which none is signed off
     */
    static void collect(
            Handle handle, TenantId tenant, UUID audit, Collection<AccountId> accounts, long seq, Instant now) {
        bind(handle.createUpdate("""
                        delete from weekly_audit_item
                        where tenant_id = :tenant and audit_id = :audit and account = any (:accounts::bpchar[])
                        """), tenant, audit, accounts).execute();
        bind(handle.createUpdate(CUT), tenant, audit, accounts)
                .bind("seq", seq)
                .bind("now", now)
                .execute();
        bind(handle.createUpdate(COLLECT), tenant, audit, accounts)
                .bind("now", now)
                .execute();
        bind(handle.createUpdate(COUNT), tenant, audit, accounts).execute();
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, TenantId tenant, UUID audit, Collection<AccountId> accounts) {
        return statement
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bindArray("accounts", String.class, AccountTable.texts(accounts));
    }
}
