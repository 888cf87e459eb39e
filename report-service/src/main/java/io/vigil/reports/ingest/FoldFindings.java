package io.vigil.reports.ingest;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.Unread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The state machine of findings ({@link io.vigil.reports.findings.FindingState}) over a whole run at once. Rows of
 * findings that did not change are not written.
 */
@ApplicationScoped
class FoldFindings {
    /** Whether somebody accepted the risk or not. */
    private static final String FAILING = "f.state in ('OPEN', 'EXCEPTED')";

    /** An open finding that could not be confirmed keeps the words and facts by which it was opened. */
    private static final String REPORTED = """
            with written as (
              insert into finding as f (
                tenant_id, finding_id, account, scope, region, check_id, severity, layer, owner,
                resource, resource_type, resource_name, status, state, message, evidence,
                reason, missing_action, unread_detail, first_seen, last_changed, opened_at, undetermined_since, due_from, due_days, digest,
                resource_id)
              select :tenant, finding_id, :account, :scope, region, check_id, severity, layer, owner,
                resource, resource_type, resource_name, status, case status when 'FAIL' then 'OPEN' else 'CLEAR' end,
                message, evidence, reason, missing_action, unread_detail, :at, :at,
                case status when 'FAIL' then :at::timestamptz end, case status when 'UNDETERMINED' then :at::timestamptz end,
                case status when 'FAIL' then :at::timestamptz end, (:dueDays::int[])[severity + 1], digest, resource_id
              from run_verdict
              on conflict (tenant_id, finding_id) do update set
                scope = excluded.scope, severity = excluded.severity, layer = excluded.layer, owner = excluded.owner,
                resource_type = excluded.resource_type, resource_name = excluded.resource_name,
                status = excluded.status,
                state = case
                  when excluded.status = 'FAIL' then case when FAILING then f.state else 'OPEN' end
                  when excluded.status <> 'UNDETERMINED' and FAILING then 'RESOLVED'
                  else f.state end,
                excepted_by = case when excluded.status in ('FAIL', 'UNDETERMINED') then f.excepted_by end,
                resolution = case
                  when excluded.status = 'FAIL' then null
                  when excluded.status = 'PASS' and FAILING then 'FIXED'
                  when excluded.status = 'NOT_APPLICABLE' and FAILING then 'NOT_APPLICABLE'
                  when excluded.status = 'PASS' and f.resolution = 'DECIDED_OUT' then 'FIXED'
                  when excluded.status = 'NOT_APPLICABLE' and f.resolution = 'DECIDED_OUT' then 'NOT_APPLICABLE'
                  else f.resolution end,
                decided_out = false,
                opened_at = case when excluded.status = 'FAIL' and not FAILING then :at else f.opened_at end,
                due_from = case when excluded.status = 'FAIL' and not FAILING then :at else f.due_from end,
                due_days = excluded.due_days,
                resolved_at = case
                  when excluded.status = 'FAIL' then null
                  when excluded.status <> 'UNDETERMINED' and FAILING then :at
                  else f.resolved_at end,
                message = case when excluded.status = 'UNDETERMINED' and FAILING then f.message else excluded.message end,
                evidence = case when excluded.status = 'UNDETERMINED' and FAILING then f.evidence else excluded.evidence end,
                reason = excluded.reason, missing_action = excluded.missing_action, unread_detail = excluded.unread_detail,
                undetermined_since = case excluded.status when 'UNDETERMINED' then coalesce(f.undetermined_since, :at) end,
                last_changed = case when excluded.status <> f.status or f.gone_since is not null then :at else f.last_changed end,
                last_seen_at = null, gone_since = null, digest = excluded.digest,
                resource_id = coalesce(excluded.resource_id, f.resource_id)
              where f.last_seen_at is not null or f.gone_since is not null or f.decided_out
                or (f.scope, f.severity, f.layer, f.owner, f.resource_type, f.resource_name, f.status, f.reason, f.missing_action, f.unread_detail)
                  is distinct from (excluded.scope, excluded.severity, excluded.layer, excluded.owner, excluded.resource_type,
                    excluded.resource_name, excluded.status, excluded.reason, excluded.missing_action, excluded.unread_detail)
                or not (excluded.status = 'UNDETERMINED' and FAILING)
                  and (f.message, f.evidence) is distinct from (excluded.message, excluded.evidence)
                or excluded.digest <> coalesce(f.digest, '00000000-0000-0000-0000-000000000000')
              returning old.state as before, new.state as after, new.resolution, new.finding_id, new.region, new.check_id,
                new.severity, new.resource, new.resource_name, new.status),
            changed as (
              insert into run_transition (finding_id, account, region, check_id, severity, resource, resource_name, was, transition, status)
              select finding_id, :account, region, check_id, severity, resource, resource_name, coalesce(before, 'CLEAR'),
                case when after = 'RESOLVED' then resolution when before = 'RESOLVED' then 'REOPENED' else 'OPENED' end, status
              from written where coalesce(before, 'CLEAR') <> after)
            select check_id, count(*) as findings from written group by check_id
            """.replace("FAILING", FAILING);

    private static final String JUDGED = """
            (select j.judged_at from check_judged j where j.tenant_id = f.tenant_id and j.account = f.account
             and j.scope = f.scope and j.check_id = f.check_id)""";

    /** What this run should have met and did not. */
    private static final String MISSED =
            "d.chunk is null and f.tenant_id = :tenant and f.finding_id = d.finding_id and f.gone_since is null";

    /** Its list was read to the end: the resource is gone. */
    private static final String GONE =
            """
            with written as (
              update finding f set
                state = case when FAILING then 'RESOLVED' else f.state end,
                excepted_by = null,
                resolution = case when FAILING then 'RESOURCE_GONE' else f.resolution end,
                resolved_at = case when FAILING then :at else f.resolved_at end,
                last_changed = :at,
                last_seen_at = coalesce(f.last_seen_at, JUDGED),
                decided_out = false,
                gone_since = :at
              from run_difference d
              where MISSED and f.resource_type = any (:types)
              returning old.state as before, new.*),
            changed as (
              insert into run_transition (finding_id, account, region, check_id, severity, resource, resource_name, was, transition, status)
              select finding_id, :account, region, check_id, severity, resource, resource_name, before, 'RESOURCE_GONE', status
              from written where before in ('OPEN', 'EXCEPTED'))
            select check_id, count(*) as findings from written group by check_id
            """.replace("MISSED", MISSED).replace("JUDGED", JUDGED).replace("FAILING", FAILING);

    /** Its list was not read to the end: nothing is known of the resource now, and why is said once. */
    private static final String UNREAD = """
            with written as (
              update finding f set
                status = 'UNDETERMINED',
                reason = coalesce(u.reason, 'TRUNCATED'),
                missing_action = u.missing_action,
                unread_detail = coalesce(u.unread_detail, 'The list of ' || f.resource_type || ' was not read to its end.'),
                undetermined_since = coalesce(f.undetermined_since, :at),
                last_changed = case f.status when 'UNDETERMINED' then f.last_changed else :at end,
                decided_out = false,
                last_seen_at = JUDGED,
                digest = null
              from run_difference d left join unnest(:unreadChecks::text[], :reasons::text[], :actions::text[], :details::text[])
                u (check_id, reason, missing_action, unread_detail) on u.check_id = d.check_id
              where MISSED and not f.resource_type = any (:types) and f.last_seen_at is null
              returning f.check_id)
            select check_id, count(*) as findings from written group by check_id
            """.replace("MISSED", MISSED).replace("JUDGED", JUDGED);

    /** Where a verdict was given twice, the worse one stays. */
    private static final String DOUBLE =
            """
            delete from run_verdict v using run_verdict w
            where v.finding_id = w.finding_id
              and (array_position(WORST, v.status), v.ctid) > (array_position(WORST, w.status), w.ctid)
            """.replace("WORST", "array['FAIL', 'UNDETERMINED', 'PASS', 'NOT_APPLICABLE']");

    private static final String DECIDED_OUT = """
            with written as (
              update finding f set
                decided_out = true,
                state = case when FAILING then 'RESOLVED' else f.state end,
                excepted_by = null,
                resolution = case when FAILING then 'DECIDED_OUT' else f.resolution end,
                resolved_at = case when FAILING then :at else f.resolved_at end,
                last_changed = case when FAILING then :at else f.last_changed end
              where f.tenant_id = :tenant and f.account = :account and f.scope = :scope and f.check_id = any (:out)
                and not f.decided_out
              returning old.state as before, new.*),
            changed as (
              insert into run_transition (finding_id, account, region, check_id, severity, resource, resource_name, was, transition, status)
              select finding_id, :account, region, check_id, severity, resource, resource_name, before, 'DECIDED_OUT', status
              from written where before in ('OPEN', 'EXCEPTED'))
            select check_id, count(*) as findings from written group by check_id
            """.replace("FAILING", FAILING);

    /**
     * @param unread why checks could not be judged
     * @return how many rows of findings were written, by check
     */
    Map<CheckId, Integer> fold(
            Handle handle, FoldRun.Run run, CompareRun.Differences differences, Map<CheckId, Unread> unread) {
        Map<CheckId, Integer> written = new HashMap<>();
        if (!differences.places().isEmpty()) count(written, bind(run, handle.createQuery(REPORTED)));
        if (differences.missed() > 0) {
            count(written, bind(run, handle.createQuery(GONE)));
            count(written, bindUnread(unread, bind(run, handle.createQuery(UNREAD))));
        }
        bind(run, handle.createUpdate("""
                insert into check_judged as j (tenant_id, account, scope, check_id, judged_at)
                select :tenant, :account, :scope, unnest(:checks), :at
                on conflict (tenant_id, account, scope, check_id)
                do update set judged_at = excluded.judged_at where excluded.judged_at > j.judged_at
                """)).execute();
        return written;
    }

    /** Of checks that somebody decided out: what is open is so no more, and nothing of them counts until they are judged again. */
    int decideOut(Handle handle, FoldRun.Run run, List<CheckId> checks) {
        if (checks.isEmpty()) return 0;
        return rows(bind(run, handle.createQuery(DECIDED_OUT))
                .bindArray(
                        "out", String.class, checks.stream().map(CheckId::value).toList()));
    }

    /** Of verdicts that no scan gave: what they do not speak of stays as it is. */
    int foldVerdicts(Handle handle, FoldRun.Run run) {
        handle.execute(DOUBLE);
        return rows(bind(run, handle.createQuery(REPORTED)));
    }

    ScanUnitFolded.Tally tally(Handle handle) {
        return handle.createQuery("""
                        select count(*) filter (where worst = 2) as pass, count(*) filter (where worst = 0) as fail,
                          count(*) filter (where worst = 3) as not_applicable,
                          count(*) filter (where worst = 1) as undetermined,
                          (select count(*) from run_transition where transition = 'OPENED') as opened,
                          (select count(*) from run_transition where transition = 'REOPENED') as reopened,
                          (select count(*) from run_transition where transition not in ('OPENED', 'REOPENED', 'EXCEPTED')) as resolved
                        from (select min(worst) as worst from run_key group by finding_id) v
                        """)
                .map((rs, ctx) -> new ScanUnitFolded.Tally(
                        rs.getInt("pass"),
                        rs.getInt("fail"),
                        rs.getInt("not_applicable"),
                        rs.getInt("undetermined"),
                        rs.getInt("opened"),
                        rs.getInt("resolved"),
                        rs.getInt("reopened")))
                .one();
    }

    private static int rows(Query statement) {
        Map<CheckId, Integer> written = new HashMap<>();
        count(written, statement);
        return written.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void count(Map<CheckId, Integer> written, Query statement) {
        statement
                .map((row, context) -> Map.entry(new CheckId(row.getString("check_id")), row.getInt("findings")))
                .forEach(row -> written.merge(row.getKey(), row.getValue(), Integer::sum));
    }

    private static Query bindUnread(Map<CheckId, Unread> unread, Query statement) {
        List<Unread> why = List.copyOf(unread.values());
        return statement
                .bindArray(
                        "unreadChecks",
                        String.class,
                        unread.keySet().stream().map(CheckId::value).toList())
                .bindArray(
                        "reasons",
                        String.class,
                        why.stream().map(each -> each.reason().name()).toList())
                .bindArray(
                        "actions",
                        String.class,
                        why.stream().map(Unread::missingAction).toArray())
                .bindArray(
                        "details",
                        String.class,
                        why.stream().map(Unread::detail).toList());
    }

    private static <S extends SqlStatement<S>> S bind(FoldRun.Run run, S statement) {
        var unit = run.closed().unit();
        return statement
                .bind("tenant", unit.tenant().value())
                .bind("account", unit.account().value())
                .bind("scope", run.scope())
                .bind("at", run.at())
                .bindArray("dueDays", Integer.class, run.dueDays())
                .bindArray(
                        "checks",
                        String.class,
                        run.closed().checks().stream().map(CheckId::value).toList())
                .bindArray("types", String.class, run.closed().completeTypes());
    }
}
