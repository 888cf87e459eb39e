package io.vigil.tenants.invitations;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.Columns;
import io.vigil.tenants.invitations.Invitation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of invitations. */
final class InvitationTable {
    private static final String SELECT = "select * from invitation where tenant_id = :tenant";
    private static final int LISTED = 500;

    /**
     * An invitation, and what only the service needs of it.
     *
     * @param inviter subject of who invited
     * @param byOutsider whether the provider did, without a grant
     * @param digest of the newest link; null while there is none
     */
    record Kept(
            Invitation shown,
            String inviter,
            Role inviterRole,
            boolean byOutsider,
            @Nullable String digest) {}

    private InvitationTable() {}

    static List<Invitation> list(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(SELECT + " order by invited_at desc, invitation_id limit " + LISTED)
                .bind("tenant", tenant.value())
                .map((row, context) -> kept(row, now).shown())
                .list();
    }

    static int open(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(
                        "select count(*) from invitation where tenant_id = :tenant and state = 'OPEN' and expires_at > :now")
                .bind("tenant", tenant.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Kept> find(Handle handle, TenantId tenant, UUID id, Instant now) {
        return find(handle, tenant, id, now, "");
    }

    static Optional<Kept> lock(Handle handle, TenantId tenant, UUID id, Instant now) {
        return find(handle, tenant, id, now, " for update");
    }

    private static Optional<Kept> find(Handle handle, TenantId tenant, UUID id, Instant now, String lock) {
        return handle.createQuery(SELECT + " and invitation_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> kept(row, now))
                .findOne();
    }

    static void insert(Handle handle, TenantId tenant, Kept invitation) {
        Invitation shown = invitation.shown();
        handle.createUpdate("""
                        insert into invitation (tenant_id, invitation_id, email, role, state, invited_at, invited_by,
                                                invited_by_name, invited_by_role, by_outsider, expires_at, mail_problem)
                        values (:tenant, :id, :email, :role, 'OPEN', :at, :by, :byName, :byRole, :outsider, :expires, '')
                        """)
                .bind("tenant", tenant.value())
                .bind("id", shown.id())
                .bind("email", shown.email())
                .bind("role", shown.role().name())
                .bind("at", shown.invitedAt())
                .bind("by", invitation.inviter())
                .bind("byName", shown.invitedBy())
                .bind("byRole", invitation.inviterRole().name())
                .bind("outsider", invitation.byOutsider())
                .bind("expires", shown.expiresAt())
                .execute();
    }

    /** What was open to the address is so no more. */
    static void replace(Handle handle, TenantId tenant, String email, Instant now) {
        handle.createUpdate("""
                        update invitation set state = 'REPLACED', ended_at = :now
                        where tenant_id = :tenant and email = :email and state = 'OPEN'
                        """)
                .bind("now", now)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .execute();
    }

    static void end(Handle handle, TenantId tenant, UUID id, State as, Instant now, @Nullable String acceptedBy) {
        handle.createUpdate("""
                        update invitation set state = :state, ended_at = :now, accepted_by = :subject
                        where tenant_id = :tenant and invitation_id = :id
                        """)
                .bind("state", as.name())
                .bind("now", now)
                .bind("subject", acceptedBy)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    static void prolong(Handle handle, TenantId tenant, UUID id, Instant expires) {
        handle.createUpdate(
                        "update invitation set expires_at = :expires, mail_problem = '' where tenant_id = :tenant and invitation_id = :id")
                .bind("expires", expires)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    /** Only the newest link is good. */
    static void link(Handle handle, TenantId tenant, UUID id, String digest) {
        handle.createUpdate(
                        "insert into invitation_holder (digest, tenant_id, invitation_id) values (:digest, :tenant, :id)")
                .bind("digest", digest)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
        handle.createUpdate("update invitation set digest = :digest where tenant_id = :tenant and invitation_id = :id")
                .bind("digest", digest)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    static void mailed(Handle handle, TenantId tenant, UUID id, @Nullable Instant sentAt, String problem) {
        handle.createUpdate("""
                        update invitation set sent_at = coalesce(:sent, sent_at), mail_problem = :problem
                        where tenant_id = :tenant and invitation_id = :id
                        """)
                .bind("sent", sentAt)
                .bind("problem", problem)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    private static Kept kept(ResultSet row, Instant now) throws SQLException {
        Instant expires = Columns.instant(row, "expires_at");
        State state = State.valueOf(row.getString("state"));
        return new Kept(
                new Invitation(
                        row.getObject("invitation_id", UUID.class),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        state == State.OPEN && !now.isBefore(expires) ? State.EXPIRED : state,
                        Columns.instant(row, "invited_at"),
                        row.getString("invited_by_name"),
                        expires,
                        Columns.maybeInstant(row, "sent_at").orElse(null),
                        row.getString("mail_problem"),
                        Columns.maybeInstant(row, "ended_at").orElse(null)),
                row.getString("invited_by"),
                Role.valueOf(row.getString("invited_by_role")),
                row.getBoolean("by_outsider"),
                row.getString("digest"));
    }
}
