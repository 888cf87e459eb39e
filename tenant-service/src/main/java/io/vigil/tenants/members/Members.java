package io.vigil.tenants.members;

import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.identity.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The people of a customer. The person's row is the tenant's own; the role stands where every request asks for it. */
@ApplicationScoped
public class Members {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    Members(TenantTransaction transaction, AuditTrail audit, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Adding somebody again changes the role and the address. */
    Member add(TenantId tenant, NewMember asked, Caller by) {
        demandCustomers(asked.role());
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            if (by.outside()) Administrators.demandFirst(handle, tenant, asked.role());
            if (asked.role() != Role.ADMIN) Administrators.demandAnother(handle, tenant, asked.subject());
            demandNoStaff(handle, asked.subject());
            MemberRow row = MemberRow.<MemberRow>findByIdOptional(new MemberRow.Key(tenant.value(), asked.subject()))
                    .orElseGet(() -> entering(tenant, asked, by));
            row.email = asked.email();
            row.persistAndFlush();
            permit(handle, tenant, asked.subject(), asked.role());
            Organizations.changed(handle, tenant, clock);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "member.added",
                    asked.subject(),
                    Map.of("role", asked.role().name()));
            return new Member(row.subject, row.email, asked.role(), row.addedAt, row.addedBy);
        });
    }

    /** @throws Problem 400 for a role that no customer's person has */
    public static void demandCustomers(Role role) {
        if (role.ofProvider() || role == Role.SERVICE)
            throw Problem.badRequest("role must be VIEWER, AUDITOR, OPERATOR or ADMIN");
    }

    /** Else they would be inside without a grant, and for ever. */
    private static void demandNoStaff(Handle handle, String subject) {
        boolean staff = handle.createQuery("select exists (select from msp_member where subject = :subject)")
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
        if (staff) throw Problem.conflict("this is somebody of the provider's staff, who enters by a grant");
    }

    /**
     * Lets in whoever took an invitation, in the invitation's own transaction.
     *
     * @return the role: the invitation's, or the one that a member has already
     */
    public Role join(Handle handle, TenantId tenant, NewMember invited, String invitedBy) {
        demandNoStaff(handle, invited.subject());
        Optional<Role> before = role(handle, tenant, invited.subject());
        if (before.isPresent()) return before.get();
        handle.createUpdate("""
                        insert into member (tenant_id, subject, email, added_at, added_by)
                        values (:tenant, :subject, :email, :now, :by)
                        on conflict (tenant_id, subject) do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("subject", invited.subject())
                .bind("email", invited.email())
                .bind("now", clock.instant())
                .bind("by", invitedBy)
                .execute();
        permit(handle, tenant, invited.subject(), invited.role());
        Organizations.changed(handle, tenant, clock);
        return invited.role();
    }

    Member change(TenantId tenant, String subject, Role role, Caller by) {
        demandCustomers(role);
        return transaction.call(tenant, handle -> {
            MemberRow row = MemberRow.<MemberRow>findByIdOptional(new MemberRow.Key(tenant.value(), subject))
                    .orElseThrow(() -> Problem.notFound("nothing is here"));
            if (role != Role.ADMIN) Administrators.demandAnother(handle, tenant, subject);
            permit(handle, tenant, subject, role);
            audit.append(handle, tenant, by, "member.changed", subject, Map.of("role", role.name()));
            return new Member(row.subject, row.email, role, row.addedAt, row.addedBy);
        });
    }

    private static Optional<Role> role(Handle handle, TenantId tenant, String subject) {
        return handle.createQuery("select role from permission where subject = :subject and tenant_id = :tenant")
                .bind("subject", subject)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(Role::valueOf);
    }

    private MemberRow entering(TenantId tenant, NewMember asked, Caller by) {
        MemberRow row = new MemberRow();
        row.tenantId = tenant.value();
        row.subject = asked.subject();
        row.addedAt = clock.instant();
        row.addedBy = by.displayName();
        return row;
    }

    private static void permit(Handle handle, TenantId tenant, String subject, Role role) {
        handle.createUpdate("""
                        insert into permission (subject, tenant_id, role) values (:subject, :tenant, :role)
                        on conflict (subject, tenant_id) do update set role = excluded.role
                        """)
                .bind("subject", subject)
                .bind("tenant", tenant.value())
                .bind("role", role.name())
                .execute();
    }

    void remove(TenantId tenant, String subject, Caller by) {
        transaction.run(tenant, handle -> {
            Administrators.demandAnother(handle, tenant, subject);
            withdrawInvitations(handle, tenant, subject);
            if (!MemberRow.deleteById(new MemberRow.Key(tenant.value(), subject)))
                throw Problem.notFound("nothing is here");
            handle.createUpdate("delete from permission where subject = :subject and tenant_id = :tenant")
                    .bind("subject", subject)
                    .bind("tenant", tenant.value())
                    .execute();
            Organizations.changed(handle, tenant, clock);
            outbox.append(
                    handle, new MemberRemoved(tenant, subject, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            audit.append(handle, tenant, by, "member.removed", subject, Map.of());
        });
    }

    /** Nobody comes back by a mail from before. */
    private void withdrawInvitations(Handle handle, TenantId tenant, String subject) {
        handle.createUpdate("""
                        update invitation i set state = 'WITHDRAWN', ended_at = :now
                        from member m
                        where m.tenant_id = :tenant and m.subject = :subject
                          and i.tenant_id = :tenant and i.email = lower(m.email) and i.state = 'OPEN'
                        """)
                .bind("now", clock.instant())
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .execute();
    }

    List<Member> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                        select m.subject, m.email, p.role, m.added_at, m.added_by
                        from member m
                        join permission p on p.subject = m.subject and p.tenant_id = m.tenant_id
                        where m.tenant_id = :tenant
                        order by m.email, m.subject
                        """)
                        .bind("tenant", tenant.value())
                        .map((row, context) -> new Member(
                                row.getString("subject"),
                                row.getString("email"),
                                Role.valueOf(row.getString("role")),
                                Columns.instant(row, "added_at"),
                                row.getString("added_by")))
                        .list());
    }
}
