package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of an audit's accounts. */
final class AccountTable {
    /** A condition: there is nothing to look at, and the account was scanned since. */
    static final String UNCHANGED = "c.items = 0 and c.last_folded_at >= c.since";

    private static final String ROWS = """
            select c.*, coalesce(c.last_folded_at < c.since, true) as stale, coalesce(t.millis, 0) as millis
            from weekly_audit_account c
            cross join lateral (select sum(t.millis) as millis from weekly_audit_time t
              where t.tenant_id = c.tenant_id and t.audit_id = c.audit_id and t.account = c.account::text) t
            where c.tenant_id = :tenant and c.audit_id = :audit
            """;

    private AccountTable() {}

    /** Those that are connected, each from where it was signed off last, or else from the customer's last audit. */
    static List<AccountId> insert(Handle handle, TenantId tenant, UUID audit, long seq, Instant now, Duration atFirst) {
        return handle.createQuery("""
                        with known as (
                          select coalesce(a.account, f.account) as account, coalesce(a.name, f.account::text) as name
                          from (select * from account where tenant_id = :tenant) a
                          full join (select * from fleet_account where tenant_id = :tenant) f using (tenant_id, account)
                          where coalesce(a.connected, true))
                        insert into weekly_audit_account (tenant_id, audit_id, account, name, since, seq_from, read_from, seq_to, cut_at)
                        select :tenant, :audit, k.account, k.name, coalesce(p.cut_at, q.opened_at, :first),
                          coalesce(p.seq_to, q.seq, -1),
                          coalesce(p.cut_at - READ_BEFORE, q.opened_at - READ_BEFORE, :first), :seq, :now
                        from known k
                        left join lateral (select p.seq_to, p.cut_at from weekly_audit_account p
                          where p.tenant_id = :tenant and p.account = k.account and p.signed_at is not null
                          order by p.seq_to desc limit 1) p on true
                        left join lateral (select q.seq, q.opened_at from weekly_audit q
                          where q.tenant_id = :tenant and q.signed_at is not null order by q.number desc limit 1) q on true
                        returning account
                        """.replace("READ_BEFORE", CollectItems.READ_BEFORE))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("seq", seq)
                .bind("now", now)
                .bind("first", now.minus(atFirst))
                .map((row, context) -> new AccountId(row.getString("account")))
                .list();
    }

    /** Those in which there is something to look at first, then those that wait, then by name. */
    static List<AuditedAccount> all(Handle handle, TenantId tenant, UUID audit) {
        return handle.createQuery(ROWS
                        + " order by c.signed_at is not null, (UNCHANGED) is true, c.name, c.account"
                                .replace("UNCHANGED", UNCHANGED))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .map((row, context) -> of(row))
                .list();
    }

    /** In the order of their digits, which never changes. */
    static List<AuditedAccount> inOrder(Handle handle, TenantId tenant, UUID audit) {
        return handle.createQuery(ROWS + " order by c.account")
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .map((row, context) -> of(row))
                .list();
    }

    /** @throws Problem 404 if it is not in the audit */
    static AuditedAccount find(Handle handle, TenantId tenant, UUID audit, AccountId account) {
        return handle.createQuery(ROWS + " and c.account = :account::bpchar")
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("account", account.value())
                .map((row, context) -> of(row))
                .findOne()
                .orElseThrow(() -> Problem.notFound("account %s is not in audit %s".formatted(account, audit)));
    }

    /** @throws Problem 404 if it is not in the audit, 409 if somebody signed it off */
    static AuditedAccount unsigned(Handle handle, TenantId tenant, UUID audit, AccountId account) {
        AuditedAccount found = find(handle, tenant, audit, account);
        if (found.signed() != null)
            throw Problem.conflict("account %s was signed off by %s"
                    .formatted(account, found.signed().name()));
        return found;
    }

    /** Those that nobody signed off. */
    static List<AccountId> unsigned(Handle handle, TenantId tenant, UUID audit) {
        return handle.createQuery("""
                        select account from weekly_audit_account
                        where tenant_id = :tenant and audit_id = :audit and signed_at is null order by account
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .map((row, context) -> new AccountId(row.getString("account")))
                .list();
    }

    /** Of those that nobody signed off. */
    static List<AccountId> unchanged(Handle handle, TenantId tenant, UUID audit) {
        return handle.createQuery("""
                        select c.account from weekly_audit_account c
                        where c.tenant_id = :tenant and c.audit_id = :audit and c.signed_at is null and UNCHANGED
                        order by c.account
                        """.replace("UNCHANGED", UNCHANGED))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .map((row, context) -> new AccountId(row.getString("account")))
                .list();
    }

    static void looked(Handle handle, TenantId tenant, UUID audit, AccountId account, Act by) {
        by.bind(handle.createUpdate("""
                        update weekly_audit_account set looked_at = :at, looked_by = :by, looked_by_name = :byName, looked_by_role = :byRole
                        where tenant_id = :tenant and audit_id = :audit and account = :account::bpchar
                        """))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("account", account.value())
                .execute();
    }

    static void note(Handle handle, TenantId tenant, UUID audit, AccountId account, String note, Act by) {
        by.bind(handle.createUpdate("""
                        update weekly_audit_account set note = :note, noted_at = :at, noted_by = :by, noted_by_name = :byName,
                          noted_by_role = :byRole, revision = revision + 1
                        where tenant_id = :tenant and audit_id = :audit and account = :account::bpchar
                        """))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("account", account.value())
                .bind("note", note)
                .execute();
    }

    /**
     * For good.
     *
     * @param together unlooked at, since nothing changed
     */
    static void sign(
            Handle handle, TenantId tenant, UUID audit, Collection<AccountId> accounts, boolean together, Act by) {
        by.bind(handle.createUpdate("""
                        update weekly_audit_account set signed_at = :at, signed_by = :by, signed_by_name = :byName,
                          signed_by_role = :byRole, together = :together
                        where tenant_id = :tenant and audit_id = :audit and account = any (:accounts::bpchar[])
                        """))
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bindArray("accounts", String.class, texts(accounts))
                .bind("together", together)
                .execute();
    }

    static Object[] texts(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray();
    }

    private static AuditedAccount of(ResultSet row) throws SQLException {
        var folded = row.getTimestamp("last_folded_at");
        return new AuditedAccount(
                new AccountId(row.getString("account")),
                row.getString("name"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("cut_at").toInstant(),
                folded == null ? null : folded.toInstant(),
                row.getBoolean("stale"),
                AuditSums.of(row),
                row.getInt("revision"),
                Act.of(row, "looked"),
                row.getString("note"),
                Act.of(row, "noted"),
                Act.of(row, "signed"),
                row.getBoolean("together"),
                Duration.ofMillis(row.getLong("millis")).toSeconds());
    }
}
