package io.vigil.tenants.customers;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Says for how long a customer's log of changes is kept. */
@ApplicationScoped
class KeepLog {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    private record Written(String slug, String name, long revision, int before) {}

    KeepLog(TenantTransaction transaction, AuditTrail audit, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws io.vigil.tenancy.Problem 404 for no such tenant */
    void keep(TenantId tenant, Retention retention, Caller by) {
        transaction.run(tenant, handle -> {
            Tenants.require(handle, tenant);
            write(handle, tenant, retention).ifPresent(written -> {
                outbox.append(
                        handle,
                        new TenantChanged(
                                tenant,
                                written.revision(),
                                written.slug(),
                                written.name(),
                                retention,
                                clock.instant()));
                audit.append(
                        handle,
                        tenant,
                        by,
                        "tenant.retention",
                        written.slug(),
                        Map.of("months", retention.months(), "before", written.before()));
            });
        });
    }

    private static Optional<Written> write(Handle handle, TenantId tenant, Retention retention) {
        return handle.createQuery("""
                        update tenant set retention_months = :months, revision = revision + 1
                        where tenant_id = :tenant and retention_months <> :months
                        returning slug, name, new.revision, old.retention_months as before
                        """)
                .bind("tenant", tenant.value())
                .bind("months", retention.months())
                .map((row, context) -> new Written(
                        row.getString("slug"), row.getString("name"), row.getLong("revision"), row.getInt("before")))
                .findOne();
    }
}
