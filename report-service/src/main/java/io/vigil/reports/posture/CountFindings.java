package io.vigil.reports.posture;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the fleet counters of one account equal to its findings. Counting an account's checks anew, instead of adding
 * and subtracting, cannot drift.
 */
@ApplicationScoped
public class CountFindings {
    private final InstantSource clock;

    CountFindings(InstantSource clock) {
        this.clock = clock;
    }

    /** @param changed false when the fold wrote no finding, so that only the time is new */
    public void count(Handle handle, UnitRef unit, List<CheckId> checks, Instant at, boolean changed) {
        if (changed) recount(handle, unit.tenant(), unit.account(), checks);
        handle.createUpdate("""
                        insert into fleet_account as a (tenant_id, account, last_folded_at) values (:tenant, :account, :at)
                        on conflict (tenant_id, account) do update set last_folded_at = greatest(a.last_folded_at, excluded.last_folded_at)
                        """)
                .bind("tenant", unit.tenant().value())
                .bind("account", unit.account().value())
                .bind("at", at)
                .execute();
    }

    /** Without saying that the account was looked at. */
    public void recount(Handle handle, TenantId tenant, AccountId account, List<CheckId> checks) {
        handle.createUpdate("""
                        with counted as (
                          select check_id, severity, min(layer) as layer, min(owner) as owner,
                            count(*) filter (where status = 'PASS' and not decided_out) as pass,
                            count(*) filter (where status = 'FAIL' and excepted_by is null and not decided_out) as fail,
                            count(*) filter (where status = 'NOT_APPLICABLE' and not decided_out) as not_applicable,
                            count(*) filter (where status = 'UNDETERMINED' and not decided_out) as undetermined,
                            count(*) filter (where status = 'FAIL' and excepted_by is not null and not decided_out) as excepted,
                            count(*) filter (where decided_out) as decided_out,
                            count(*) filter (where state = 'OPEN') as open,
                            min(opened_at) filter (where state = 'OPEN') as oldest_open_at,
                            count(*) filter (where due_at < :now) as overdue,
                            min(due_at) filter (where due_at >= :now) as next_due_at
                          from finding
                          where tenant_id = :tenant and account = :account and check_id = any (:checks) and gone_since is null
                          group by check_id, severity),
                        emptied as (
                          delete from fleet_counter c
                          where c.tenant_id = :tenant and c.account = :account and c.check_id = any (:checks)
                            and not exists (select from counted n where n.check_id = c.check_id and n.severity = c.severity))
                        insert into fleet_counter as c (tenant_id, account, check_id, severity, layer, owner,
                          pass, fail, not_applicable, undetermined, excepted, decided_out, open, oldest_open_at, overdue, next_due_at)
                        select :tenant, :account, check_id, severity, layer, owner,
                          pass, fail, not_applicable, undetermined, excepted, decided_out, open, oldest_open_at, overdue, next_due_at
                        from counted
                        on conflict (tenant_id, account, check_id, severity) do update set
                          layer = excluded.layer, owner = excluded.owner, pass = excluded.pass, fail = excluded.fail,
                          not_applicable = excluded.not_applicable, undetermined = excluded.undetermined,
                          excepted = excluded.excepted, decided_out = excluded.decided_out, open = excluded.open,
                          oldest_open_at = excluded.oldest_open_at, overdue = excluded.overdue, next_due_at = excluded.next_due_at
                        where (c.layer, c.owner, c.pass, c.fail, c.not_applicable, c.undetermined, c.excepted, c.decided_out, c.open, c.oldest_open_at,
                            c.overdue, c.next_due_at)
                          is distinct from (excluded.layer, excluded.owner, excluded.pass, excluded.fail, excluded.not_applicable,
                            excluded.undetermined, excluded.excepted, excluded.decided_out, excluded.open, excluded.oldest_open_at,
                            excluded.overdue, excluded.next_due_at)
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bind("now", clock.instant())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .execute();
    }
}
