package io.vigil.tenants.members;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import org.jdbi.v3.core.Handle;

/** A customer always has somebody who can let others in, and once it has, only those do. */
public final class Administrators {
    private Administrators() {}

    /**
     * All that the provider does for a customer in whose tenant it is not: somebody there must be able to let it in.
     *
     * @throws Problem 403 for another role, or where there is one already
     */
    public static void demandFirst(Handle handle, TenantId tenant, Role asked) {
        lock(handle, tenant);
        if (asked != Role.ADMIN || anyBut(handle, tenant, /* nobody */ ""))
            throw Problem.forbidden("without a grant, only a customer's first administrator can be let in");
    }

    /** @throws Problem 409 if the person is the only administrator */
    static void demandAnother(Handle handle, TenantId tenant, String subject) {
        lock(handle, tenant);
        boolean administrator = handle.createQuery("""
                        select exists (select from permission
                        where tenant_id = :tenant and subject = :subject and role = 'ADMIN')
                        """)
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
        if (administrator && !anyBut(handle, tenant, subject))
            throw Problem.conflict("this is the last administrator; make somebody else one first");
    }

    /** Two who take each other's role away follow each other. */
    private static void lock(Handle handle, TenantId tenant) {
        handle.execute("select from tenant where tenant_id = ? for update", tenant.value());
    }

    private static boolean anyBut(Handle handle, TenantId tenant, String subject) {
        return handle.createQuery("""
            select exists (
              select from member m
              join permission p on p.subject = m.subject and p.tenant_id = m.tenant_id
              where m.tenant_id = :tenant and p.role = 'ADMIN' and m.subject <> :subject)
            """)
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
    }
}
