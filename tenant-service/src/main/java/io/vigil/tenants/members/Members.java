package io.vigil.tenants.members;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The people of a customer. The person's row is the tenant's own; the role stands where every request asks for it. */
@ApplicationScoped
class Members {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    Members(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adding somebody again changes the role and the address. */
    Member add(TenantId tenant, NewMember asked, Caller by) {
        if (asked.role().ofProvider() || asked.role() == Role.SERVICE)
            throw Problem.badRequest("role must be VIEWER, AUDITOR, OPERATOR or ADMIN");
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            if (by.outside()) demandFirstAdministrator(handle, tenant, asked);
            demandNoStaff(handle, asked);
            MemberRow row = MemberRow.<MemberRow>findByIdOptional(new MemberRow.Key(tenant.value(), asked.subject()))
                    .orElseGet(() -> entering(tenant, asked, by));
            row.email = asked.email();
            row.persistAndFlush();
            permit(handle, tenant, asked);
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

    /** All that the provider does for a customer in whose tenant it is not: somebody there must be able to let it in. */
    private static void demandFirstAdministrator(Handle handle, TenantId tenant, NewMember asked) {
        handle.execute("select from tenant where tenant_id = ? for update", tenant.value());
        boolean hasOne = handle.createQuery("""
            select exists (
              select from member m
              join permission p on p.subject = m.subject and p.tenant_id = m.tenant_id
              where m.tenant_id = :tenant and p.role = 'ADMIN')
            """)
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
        if (hasOne || asked.role() != Role.ADMIN)
            throw Problem.forbidden("without a grant, only a customer's first administrator can be let in");
    }

    /** Else they would be inside without a grant, and for ever. */
    private static void demandNoStaff(Handle handle, NewMember asked) {
        boolean staff = handle.createQuery("select exists (select from msp_member where subject = :subject)")
                .bind("subject", asked.subject())
                .mapTo(Boolean.class)
                .one();
        if (staff) throw Problem.conflict("this is somebody of the provider's staff, who enters by a grant");
    }

    private MemberRow entering(TenantId tenant, NewMember asked, Caller by) {
        MemberRow row = new MemberRow();
        row.tenantId = tenant.value();
        row.subject = asked.subject();
        row.addedAt = clock.instant();
        row.addedBy = by.displayName();
        return row;
    }

    private static void permit(Handle handle, TenantId tenant, NewMember asked) {
        handle.createUpdate("""
                        insert into permission (subject, tenant_id, role) values (:subject, :tenant, :role)
                        on conflict (subject, tenant_id) do update set role = excluded.role
                        """)
                .bind("subject", asked.subject())
                .bind("tenant", tenant.value())
                .bind("role", asked.role().name())
                .execute();
    }

    void remove(TenantId tenant, String subject, Caller by) {
        transaction.run(tenant, handle -> {
            if (!MemberRow.deleteById(new MemberRow.Key(tenant.value(), subject)))
                throw Problem.notFound("nothing is here");
            handle.createUpdate("delete from permission where subject = :subject and tenant_id = :tenant")
                    .bind("subject", subject)
                    .bind("tenant", tenant.value())
                    .execute();
            audit.append(handle, tenant, by, "member.removed", subject, Map.of());
        });
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
