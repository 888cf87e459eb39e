package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells the fleet how far a tenant's audits are, in the transaction that brought them there; in numbers alone. */
final class FleetAudits {
    private FleetAudits() {}

    /** Counts anew, which cannot drift. */
    static void keep(Handle handle, TenantId tenant, UUID audit) {
        handle.createUpdate("""
                        insert into fleet_audit (tenant_id, audit_id, opened_at, signed_at, accounts, signed, together, millis, saved_millis)
                        select a.tenant_id, a.audit_id, a.opened_at, a.signed_at, count(*), count(c.signed_at),
                          count(*) filter (where c.together), coalesce(a.millis, 0), a.saved_millis
                        from weekly_audit a join weekly_audit_account c using (tenant_id, audit_id)
                        where a.tenant_id = :tenant and a.audit_id = :audit
                        group by a.tenant_id, a.audit_id
                        on conflict (tenant_id, audit_id) do update set signed_at = excluded.signed_at,
                          accounts = excluded.accounts, signed = excluded.signed, together = excluded.together,
                          millis = excluded.millis, saved_millis = excluded.saved_millis
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .execute();
    }

    /** From where these accounts are to be looked at next. */
    static void signed(Handle handle, TenantId tenant, UUID audit, Collection<AccountId> accounts) {
        handle.createUpdate("""
                        insert into fleet_audit_account (tenant_id, account, seq, read_from, undetermined, overdue)
                        select tenant_id, account, seq_to, cut_at - READ_BEFORE, counted_undetermined, counted_overdue
                        from weekly_audit_account
                        where tenant_id = :tenant and audit_id = :audit and account = any (:accounts::bpchar[])
                        on conflict (tenant_id, account) do update set seq = excluded.seq, read_from = excluded.read_from,
                          undetermined = excluded.undetermined, overdue = excluded.overdue
                        """.replace("READ_BEFORE", CollectItems.READ_BEFORE))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bindArray("accounts", String.class, AccountTable.texts(accounts))
                .execute();
    }
}
