package io.vigil.tenants.grants;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import io.vigil.tenants.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of a tenant's grants, with the live ones repeated where every request asks for them. */
final class GrantTable {
    private static final String ROW = "select * from staff_grant where tenant_id = :tenant ";

    private GrantTable() {}

    /** False when the person, or the tenant for the standing grant, has one that is not over. */
    static boolean insert(Handle handle, TenantId tenant, StaffGrant grant) {
        boolean work = grant.kind() == Grant.Kind.WORK;
        int inserted = handle.createUpdate("""
            insert into staff_grant (tenant_id, grant_id, kind, state, subject, name, role, reason, ticket,
              asked_at, lasts_seconds, until)
            values (:tenant, :grant, :kind, :state, :subject, :name, :role, :reason, :ticket,
              :asked, :lasts, :until)
            on conflict do nothing
            """)
                .bind("tenant", tenant.value())
                .bind("grant", grant.id().value())
                .bind("kind", grant.kind().name())
                .bind("state", grant.state().name())
                .bind("subject", grant.subject())
                .bind("name", grant.name())
                .bind("role", grant.role().name())
                .bind("reason", grant.reason())
                .bind("ticket", grant.ticket())
                .bind("asked", grant.askedAt())
                .bind("lasts", work ? grant.lastsSeconds() : null)
                .bind("until", grant.until())
                .execute();
        if (inserted == 0) return false;
        handle.createUpdate("""
            insert into live_grant (grant_id, tenant_id, subject, open, until)
            values (:grant, :tenant, :subject, :open, :until)
            """)
                .bind("grant", grant.id().value())
                .bind("tenant", tenant.value())
                .bind("subject", grant.subject())
                .bind("open", grant.state() == GrantState.OPEN)
                .bind("until", grant.until())
                .execute();
        return true;
    }

    static Optional<StaffGrant> find(Handle handle, TenantId tenant, GrantId grant) {
        return one(handle, tenant, grant, "");
    }

    /** Nobody else decides about the grant until the transaction ends. */
    static Optional<StaffGrant> lock(Handle handle, TenantId tenant, GrantId grant) {
        return one(handle, tenant, grant, " for update");
    }

    private static Optional<StaffGrant> one(Handle handle, TenantId tenant, GrantId grant, String how) {
        return handle.createQuery(ROW + "and grant_id = :grant" + how)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The person's grant that is not known to be over. */
    static Optional<StaffGrant> lockLive(Handle handle, TenantId tenant, String subject) {
        return handle.createQuery(ROW + "and subject = :subject and state in ('REQUESTED', 'OPEN') for update")
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Whether it is not over: neither by its time, nor because the person left the staff meanwhile. */
    static boolean counts(Handle handle, GrantId grant, Instant now) {
        return handle.createQuery("""
                        select exists (
                          select from live_grant where grant_id = :grant and (until is null or until > :now))
                        """)
                .bind("grant", grant.value())
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    /** False when it was over before the approval came: the live row is the one that counts. */
    static boolean open(Handle handle, TenantId tenant, GrantId grant, Instant now, Instant until, String by) {
        int opened = handle.createUpdate("""
            update live_grant set open = true, until = :until where grant_id = :grant and until > :now
            """)
                .bind("grant", grant.value())
                .bind("until", until)
                .bind("now", now)
                .execute();
        if (opened == 0) return false;
        handle.createUpdate("""
            update staff_grant set state = 'OPEN', until = :until, approved_by = :by
            where tenant_id = :tenant and grant_id = :grant
            """)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .bind("until", until)
                .bind("by", by)
                .execute();
        return true;
    }

    static void end(Handle handle, TenantId tenant, GrantId grant, GrantState as, Instant now, @Nullable String by) {
        handle.createUpdate("delete from live_grant where grant_id = :grant")
                .bind("grant", grant.value())
                .execute();
        handle.createUpdate("""
            update staff_grant set state = :state, ended_at = :now, ended_by = :by
            where tenant_id = :tenant and grant_id = :grant
            """)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .bind("state", as.name())
                .bind("now", now)
                .bind("by", by)
                .execute();
    }

    /** The newest first; only one person's and the standing ones where a subject is given. */
    static List<StaffGrant> page(
            Handle handle, TenantId tenant, Optional<String> subject, Optional<GrantId> before, int limit) {
        return handle.createQuery(ROW + """
            and (cast(:subject as text) is null or subject is null or subject = :subject)
            and (cast(:before as uuid) is null or grant_id < :before)
            order by grant_id desc
            limit :limit
            """)
                .bind("tenant", tenant.value())
                .bind("subject", subject.orElse(null))
                .bind("before", before.map(GrantId::value).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    private static StaffGrant read(ResultSet row) throws SQLException {
        return new StaffGrant(
                new GrantId(row.getObject("grant_id", UUID.class)),
                Grant.Kind.valueOf(row.getString("kind")),
                GrantState.valueOf(row.getString("state")),
                row.getString("subject"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("reason"),
                row.getString("ticket"),
                Columns.instant(row, "asked_at"),
                row.getLong("lasts_seconds"),
                Columns.maybeInstant(row, "until").orElse(null),
                row.getString("approved_by"),
                Columns.maybeInstant(row, "ended_at").orElse(null),
                row.getString("ended_by"));
    }
}
