package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The only way to a tenant's rows: a transaction of its own in which row-level security shows this tenant and no other.
 * The setting ends with the transaction, so a pooled connection carries nothing to the next one.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class TenantTransaction {
    private static final Logger LOG = Logger.getLogger(TenantTransaction.class);

    private final Jdbi jdbi;

    TenantTransaction(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Commits when the work returns and rolls back when it throws; Hibernate inside sees the same transaction.
     *
     * @throws TenantErased when nothing of the tenant may come into being any more
     */
    public <R> R call(TenantId tenant, Function<Handle, R> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Handle handle = jdbi.open()) {
                boolean entered = handle.createQuery("select enter_tenant(:tenant)")
                        .bind("tenant", tenant.value())
                        .mapTo(Boolean.class)
                        .one();
                if (!entered) throw new TenantErased(tenant);
                return work.apply(handle);
            }
        });
    }

    public void run(TenantId tenant, Consumer<Handle> work) {
        call(tenant, handle -> {
            work.accept(handle);
            return tenant;
        });
    }

    /** As {@link #run}, for whoever works through many: nothing happens when the tenant is erased, or about to be. */
    public void runUnlessErased(TenantId tenant, Consumer<Handle> work) {
        try {
            run(tenant, work);
        } catch (TenantErased gone) {
            LOG.debugf("left out: %s", gone.getMessage());
        }
    }
}
