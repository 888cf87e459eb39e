package io.vigil.tenants.grants;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lets a customer say whether its own administrator must approve each grant. What is open or asked for stays so. */
@ApplicationScoped
class DemandApproval {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    DemandApproval(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    GrantRules set(TenantId tenant, GrantRules asked, Caller by) {
        transaction.run(tenant, handle -> {
            handle.createUpdate("""
                insert into grant_rule (tenant_id, approval_required, changed_at, changed_by)
                values (:tenant, :required, :now, :by)
                on conflict (tenant_id) do update
                set approval_required = excluded.approval_required, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                """)
                    .bind("tenant", tenant.value())
                    .bind("required", asked.approvalRequired())
                    .bind("now", clock.instant())
                    .bind("by", by.displayName())
                    .execute();
            audit.append(
                    handle,
                    tenant,
                    by,
                    "grant.rules.changed",
                    tenant.toString(),
                    Map.of("approvalRequired", asked.approvalRequired()));
        });
        return asked;
    }

    GrantRules of(TenantId tenant) {
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            return new GrantRules(isDemanded(handle, tenant));
        });
    }

    static boolean isDemanded(Handle handle, TenantId tenant) {
        return handle.createQuery("select approval_required from grant_rule where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}
