package io.vigil.tenants.offboarding;

import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Lets a customer stay after all. A service that is away when it is told follows later. */
@ApplicationScoped
class CancelOffboarding {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    CancelOffboarding(TenantTransaction transaction, AuditTrail audit, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws Problem 404 when there is none, or when it is too late: then there is no customer any more */
    void cancel(TenantId tenant, Caller by) {
        transaction.run(tenant, handle -> {
            OffboardingTable.Row row = Offboardings.lock(handle, tenant);
            Instant now = clock.instant();
            long revision = row.revision() + 1;
            Closings.enter(handle, tenant, Closings.State.OPEN, revision, now);
            OffboardingTable.cancelled(handle, tenant);
            outbox.append(handle, new TenantClosing(tenant, TenantClosing.Step.REOPEN, revision, now));
            audit.append(handle, tenant, by, "offboarding.cancelled", tenant.toString(), Map.of());
            audit.appendForProvider(handle, by, "offboarding.cancelled", tenant);
        });
    }
}
