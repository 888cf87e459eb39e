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
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Makes failing findings excepted that lie in the scope of an exception in force, and open that do not any more; the same for
 * a fold, an approval, a revocation and an end. Of several exceptions the one that ends last counts. Leaves the transitions in
 * {@code run_transition}; what does not change is not written.
 */
@ApplicationScoped
public class SettleExceptions {
    private static final String CREATE = """
            create temporary table if not exists run_settled (finding_id uuid not null, exception_id uuid) on commit delete rows;
            delete from run_settled
            """;

    /**
     * What is not as it should be. For each failing finding the exceptions are looked through, of which there are some hundreds
     * at most: a join would be planned by statistics that know nothing of what a transaction just wrote.
     */
    private static final String COMPARE =
            """
            with in_force as materialized (
              select exception_id, account, check_id, resource, tag, ends_at from exception
              where tenant_id = :tenant and state = 'IN_FORCE' and ends_at > :now),
            candidate as materialized (
              select f.finding_id, f.account, f.check_id, f.resource, f.excepted_by, r.tags
              from finding f left join resource r on :tagged and r.tenant_id = f.tenant_id
                and md5(r.resource) = md5(f.resource) and r.resource = f.resource
                and r.account = f.account and r.region = f.region and r.resource_type = f.resource_type
              where f.tenant_id = :tenant and f.state in ('OPEN', 'EXCEPTED') and CANDIDATES)
            insert into run_settled (finding_id, exception_id)
            select c.finding_id, d.exception_id
            from candidate c left join lateral (
              select e.exception_id from in_force e
              where (e.account is null or e.account = c.account) and (e.check_id is null or e.check_id = c.check_id)
                and (e.resource is null or e.resource = c.resource)
                and (e.tag is null or TAGGED)
              order by e.ends_at desc, e.exception_id limit 1) d on true
            where c.excepted_by is distinct from d.exception_id
            """.replace("TAGGED", Scope.TAGGED.replace("r.tags", "c.tags").replace("TAG", "e.tag"));

    private static final String SETTLE = """
            with written as (
              update finding f set
                state = case when s.exception_id is null then 'OPEN' else 'EXCEPTED' end,
                excepted_by = s.exception_id,
                due_from = case when s.exception_id is null then :at else f.due_from end,
                last_changed = case when (s.exception_id is null) <> (f.excepted_by is null) then :at else f.last_changed end
              from run_settled s
              where f.tenant_id = :tenant and f.finding_id = s.finding_id
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
            """;

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
        return settle(
                handle,
                tenant,
                "f.account = :account::bpchar and f.scope = :scope",
                clock.instant(),
                at,
                compare -> compare.bind("account", account.value()).bind("scope", scope));
    }

    /** After an exception of this scope came into force. */
    Settled inScope(Handle handle, TenantId tenant, Scope scope, Instant now) {
        return settle(handle, tenant, scope.where(), now, now, scope::bind);
    }

    /** After exceptions came to their end. */
    Settled of(Handle handle, TenantId tenant, Collection<ExceptionId> over, Instant now) {
        return settle(
                handle,
                tenant,
                "f.excepted_by = any (:over)",
                now,
                now,
                compare -> compare.bindArray(
                        "over",
                        UUID.class,
                        over.stream().map(ExceptionId::value).toArray()));
    }

    private static Settled settle(
            Handle handle, TenantId tenant, String candidates, Instant now, Instant at, UnaryOperator<Update> scoped) {
        record Row(AccountId account, CheckId check, int findings) {}
        handle.execute(CREATE);
        int changing = scoped.apply(handle.createUpdate(COMPARE.replace("CANDIDATES", candidates)))
                .bind("tenant", tenant.value())
                .bind("now", now)
                .bind("tagged", tagged(handle, tenant))
                .execute();
        if (changing == 0) return Settled.NOTHING;
        handle.execute("analyze run_settled");
        List<Row> rows = handle.createQuery(SETTLE)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .map((row, context) -> new Row(
                        new AccountId(row.getString("account")),
                        new CheckId(row.getString("check_id")),
                        row.getInt("findings")))
                .list();
        Map<AccountId, Set<CheckId>> checks = new LinkedHashMap<>();
        rows.forEach(row ->
                checks.computeIfAbsent(row.account(), none -> new TreeSet<>()).add(row.check()));
        return new Settled(rows.stream().mapToInt(Row::findings).sum(), checks);
    }

    /** Without a tag in any scope, nobody need look into the inventory. */
    private static boolean tagged(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select exists (select from exception where tenant_id = :tenant and state = 'IN_FORCE' and tag is not null)
                        """)
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
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
