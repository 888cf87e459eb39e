package io.vigil.reports.exceptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Makes failing findings excepted that lie in the scope of an exception in force, and open that do not any more; the same for
 * a fold, an approval, a revocation and an end. Of several exceptions the one that ends last counts. Leaves the transitions in
 * {@code run_transition}; what does not change is not written.
 */
@ApplicationScoped
public class SettleExceptions {
    private static final String SETTLE = """
            with in_force as materialized (
              select exception_id, account, check_id, resource, tag, ends_at from exception
              where tenant_id = :tenant and state = 'IN_FORCE' and ends_at > :now),
            candidate as materialized (
              select f.finding_id, f.account, f.region, f.check_id, f.resource, f.resource_type, f.excepted_by
              from finding f where f.tenant_id = :tenant and f.state in ('OPEN', 'EXCEPTED') and CANDIDATES),
            tagged as materialized (
              select e.exception_id, r.account, r.region, r.resource_type, r.resource
              from in_force e join resource r on r.tenant_id = :tenant and (e.account is null or r.account = e.account) and TAGGED
              where e.tag is not null and (:account::text is null or r.account = :account)),
            due as (
              select distinct on (finding_id) finding_id, exception_id
              from (
                select c.finding_id, e.exception_id, e.ends_at
                from candidate c join in_force e on (e.account is null or e.account = c.account)
                  and (e.check_id is null or e.check_id = c.check_id) and (e.resource is null or e.resource = c.resource)
                where e.tag is null
                union all
                select c.finding_id, e.exception_id, e.ends_at
                from candidate c
                join tagged t on t.account = c.account and t.region = c.region and t.resource_type = c.resource_type and t.resource = c.resource
                join in_force e on e.exception_id = t.exception_id
                  and (e.check_id is null or e.check_id = c.check_id) and (e.resource is null or e.resource = c.resource)) matching
              order by finding_id, ends_at desc, exception_id),
            written as (
              update finding f set
                state = case when d.exception_id is null then 'OPEN' else 'EXCEPTED' end,
                excepted_by = d.exception_id,
                last_changed = case when (d.exception_id is null) <> (f.excepted_by is null) then :at else f.last_changed end
              from candidate c left join due d on d.finding_id = c.finding_id
              where f.tenant_id = :tenant and f.finding_id = c.finding_id and c.excepted_by is distinct from d.exception_id
              returning old.state as before, old.excepted_by as by_before, new.*),
            retold as (
              update run_transition t set transition = 'EXCEPTED', exception_id = w.excepted_by
              from written w where t.finding_id = w.finding_id and w.state = 'EXCEPTED'),
            told as (
              insert into run_transition (finding_id, account, region, check_id, severity, resource, resource_name, was, transition, status, exception_id)
              select finding_id, account, region, check_id, severity, resource, resource_name, before,
                case state when 'EXCEPTED' then 'EXCEPTED' else 'REOPENED' end, status, coalesce(excepted_by, by_before)
              from written w
              where before <> state and not exists (select from run_transition t where t.finding_id = w.finding_id))
            select account, check_id, count(*) as findings from written group by account, check_id order by account
            """.replace("TAGGED", Scope.TAGGED.replace("TAG", "e.tag"));

    /** @param checks of which accounts findings were written */
    public record Settled(int rows, Map<AccountId, Set<CheckId>> checks) {
        static final Settled NOTHING = new Settled(0, Map.of());

        /** The checks of an account, with others that were written besides. */
        public List<CheckId> and(AccountId account, List<CheckId> others) {
            Set<CheckId> all = new TreeSet<>(others);
            all.addAll(checks.getOrDefault(account, Set.of()));
            return new ArrayList<>(all);
        }
    }

    private final InstantSource clock;

    SettleExceptions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * After a scope of an account was judged and its inventory is known.
     *
     * @param at when that was seen
     */
    public Settled inFold(Handle handle, TenantId tenant, AccountId account, String scope, Instant at) {
        if (!concerned(handle, tenant)) return Settled.NOTHING;
        return settled(query(handle, "f.account = :account::bpchar and f.scope = :scope")
                .bind("account", account.value())
                .bind("scope", scope)
                .bind("tenant", tenant.value())
                .bind("now", clock.instant())
                .bind("at", at));
    }

    /** After an exception of this scope came into force. */
    Settled inScope(Handle handle, TenantId tenant, Scope scope, Instant now) {
        Query query = scope.bind(query(handle, scope.where()));
        return settled(query.bind(
                        "account",
                        scope.account() == null ? null : scope.account().value())
                .bind("tenant", tenant.value())
                .bind("now", now)
                .bind("at", now));
    }

    /** After exceptions came to their end. */
    Settled of(Handle handle, TenantId tenant, Collection<ExceptionId> over, Instant now) {
        return settled(query(handle, "f.excepted_by = any (:over)")
                .bindArray(
                        "over",
                        UUID.class,
                        over.stream().map(ExceptionId::value).toArray())
                .bind("account", (String) null)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .bind("at", now));
    }

    private static Query query(Handle handle, String candidates) {
        return handle.createQuery(SETTLE.replace("CANDIDATES", candidates));
    }

    private static Settled settled(Query query) {
        record Row(AccountId account, CheckId check, int findings) {}
        List<Row> rows = query.map((row, context) -> new Row(
                        new AccountId(row.getString("account")),
                        new CheckId(row.getString("check_id")),
                        row.getInt("findings")))
                .list();
        Map<AccountId, Set<CheckId>> checks = new LinkedHashMap<>();
        rows.forEach(row ->
                checks.computeIfAbsent(row.account(), none -> new TreeSet<>()).add(row.check()));
        return new Settled(rows.stream().mapToInt(Row::findings).sum(), checks);
    }

    /** Most tenants have no exception most of the time, and their folds need not look at each failing finding again. */
    private static boolean concerned(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select exists (select from exception where tenant_id = :tenant and state = 'IN_FORCE')
                          or exists (select from finding where tenant_id = :tenant and excepted_by is not null)
                        """)
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
    }
}
