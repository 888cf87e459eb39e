package io.vigil.reports.workbench;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of audits, each with what its accounts come to. */
final class AuditTable {
    private static final String ROWS = """
            select a.audit_id, a.number, a.opened_at, a.opened_by, a.opened_by_name, a.opened_by_role,
              a.signed_at, a.signed_by, a.signed_by_name, a.signed_by_role, a.saved_millis, a.file_name, a.bytes, a.sha256,
              coalesce(a.millis, t.millis, 0) as millis, c.*
            from weekly_audit a
            cross join lateral (
              select count(*) as accounts, count(c.signed_at) as signed_accounts, count(*) filter (where c.together) as together,
                count(*) filter (where UNCHANGED) as unchanged, min(c.since) as since, sum(c.items) as items,
                sum(c.changed) as changed, sum(c.expired) as expired, sum(c.not_evaluated) as not_evaluated, sum(c.overdue) as overdue
              from weekly_audit_account c where c.tenant_id = a.tenant_id and c.audit_id = a.audit_id) c
            cross join lateral (
              select sum(t.millis) as millis from weekly_audit_time t where t.tenant_id = a.tenant_id and t.audit_id = a.audit_id) t
            where a.tenant_id = :tenant
            """.replace("UNCHANGED", AccountTable.UNCHANGED);

    /** What all signed audits of a tenant took, and how many accounts were looked at for it. */
    record Measured(Duration time, long looked) {}

    private AuditTable() {}

    static void insert(Handle handle, TenantId tenant, UUID id, long seq, Act opened) {
        opened.bind(handle.createUpdate("""
                        insert into weekly_audit (tenant_id, audit_id, number, seq, opened_at, opened_by, opened_by_name, opened_by_role)
                        select :tenant, :audit, coalesce(max(number), 0) + 1, :seq, :at, :by, :byName, :byRole
                        from weekly_audit where tenant_id = :tenant
                        """))
                .bind("tenant", tenant.value())
                .bind("audit", id)
                .bind("seq", seq)
                .execute();
    }

    /** The one that is open. */
    static Optional<UUID> open(Handle handle, TenantId tenant) {
        return handle.createQuery("select audit_id from weekly_audit where tenant_id = :tenant and signed_at is null")
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .findOne();
    }

    /** @throws Problem 404 if the tenant has none of this id */
    static WeeklyAudit find(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery(ROWS + " and a.audit_id = :audit")
                .bind("tenant", tenant.value())
                .bind("audit", id)
                .map((row, context) -> of(row))
                .findOne()
                .orElseThrow(() -> Problem.notFound("no audit " + id));
    }

    /**
     * Whoever changes an audit does so after each other.
     *
     * @throws Problem 404 if the tenant has none of this id, 409 if it is signed off
     */
    static void lockOpen(Handle handle, TenantId tenant, UUID id) {
        demandOpen(handle, tenant, id, " for update");
    }

    /** As the other, beside others who only add time; whoever signs it waits. */
    static void keepOpen(Handle handle, TenantId tenant, UUID id) {
        demandOpen(handle, tenant, id, " for share");
    }

    private static void demandOpen(Handle handle, TenantId tenant, UUID id, String lock) {
        record Signed(@Nullable String at, @Nullable String by) {}
        Signed signed = handle.createQuery("""
                        select to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as at, signed_by_name as by
                        from weekly_audit where tenant_id = :tenant and audit_id = :audit
                        """ + lock)
                .bind("tenant", tenant.value())
                .bind("audit", id)
                .map((row, context) -> new Signed(row.getString("at"), row.getString("by")))
                .findOne()
                .orElseThrow(() -> Problem.notFound("no audit " + id));
        if (signed.at() != null)
            throw Problem.conflict("the audit was signed off by %s at %s".formatted(signed.by(), signed.at()));
    }

    /** Newest first. */
    static List<WeeklyAudit> page(Handle handle, TenantId tenant, @Nullable Integer before, int limit) {
        return handle.createQuery(
                        ROWS + " and (:before::int is null or a.number < :before) order by a.number desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> of(row))
                .list();
    }

    static Measured measured(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select (select coalesce(sum(millis), 0) from weekly_audit_time where tenant_id = :tenant) as millis,
                          (select count(*) from weekly_audit_account
                            where tenant_id = :tenant and signed_at is not null and not together) as looked
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> new Measured(Duration.ofMillis(row.getLong("millis")), row.getLong("looked")))
                .one();
    }

    /** For good. */
    static void sign(Handle handle, TenantId tenant, WeeklyAudit signed, String signature) {
        WeeklyAudit.File file = Objects.requireNonNull(signed.file());
        Objects.requireNonNull(signed.signed())
                .bind(handle.createUpdate("""
                        update weekly_audit set signed_at = :at, signed_by = :by, signed_by_name = :byName, signed_by_role = :byRole,
                          millis = :millis, saved_millis = :saved, file_name = :file, bytes = :bytes, sha256 = :sha256,
                          signature = :signature
                        where tenant_id = :tenant and audit_id = :audit
                        """))
                .bind("tenant", tenant.value())
                .bind("audit", signed.id())
                .bind("millis", Duration.ofSeconds(signed.seconds()).toMillis())
                .bind(
                        "saved",
                        signed.savedSeconds() == null
                                ? null
                                : (Long) Duration.ofSeconds(signed.savedSeconds())
                                        .toMillis())
                .bind("file", file.name())
                .bind("bytes", file.bytes())
                .bind("sha256", file.sha256())
                .bind("signature", signature)
                .execute();
    }

    /** Empty while it is open. */
    static Optional<String> signature(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery("""
                        select signature from weekly_audit
                        where tenant_id = :tenant and audit_id = :audit and signature is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", id)
                .mapTo(String.class)
                .findOne();
    }

    private static WeeklyAudit of(ResultSet row) throws SQLException {
        String sha256 = row.getString("sha256");
        long saved = row.getLong("saved_millis");
        Long savedSeconds =
                row.wasNull() ? null : (Long) Duration.ofMillis(saved).toSeconds();
        return new WeeklyAudit(
                row.getObject("audit_id", UUID.class),
                row.getInt("number"),
                row.getTimestamp("since").toInstant(),
                Objects.requireNonNull(Act.of(row, "opened")),
                Act.of(row, "signed"),
                row.getInt("accounts"),
                row.getInt("signed_accounts"),
                row.getInt("unchanged"),
                row.getInt("together"),
                AuditSums.of(row),
                Duration.ofMillis(row.getLong("millis")).toSeconds(),
                savedSeconds,
                sha256 == null ? null : new WeeklyAudit.File(row.getString("file_name"), row.getLong("bytes"), sha256));
    }
}
