package io.vigil.tenants.offboarding;

import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.TenantFrozen;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Begins to let a customer go: nothing is changed any more from now on, and every service makes what is taken along. */
@ApplicationScoped
class StartOffboarding {
    private final TenantTransaction transaction;
    private final Event<TenantFrozen> frozen;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final OffboardingConfig config;
    private final InstantSource clock;

    StartOffboarding(
            TenantTransaction transaction,
            Event<TenantFrozen> frozen,
            AuditTrail audit,
            Outbox outbox,
            OffboardingConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.frozen = frozen;
        this.audit = audit;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 404 for no customer, 400 when the slug is another one's, 409 when it was started already */
    Offboarding start(TenantId tenant, NewOffboarding asked, Caller by) {
        return transaction.call(tenant, handle -> {
            Tenants.Named customer = Tenants.named(handle, tenant);
            demandSlug(customer.slug(), asked.slug());
            begin(handle, tenant, customer, asked.reason(), by);
            frozen.fire(new TenantFrozen(handle, tenant));
            audit.append(handle, tenant, by, "offboarding.started", tenant.toString(), asked.reason(), Map.of());
            audit.appendForProvider(handle, by, "offboarding.started", tenant);
            return OffboardingTable.find(handle, tenant).orElseThrow().shown(config.services());
        });
    }

    private void begin(Handle handle, TenantId tenant, Tenants.Named customer, String reason, Caller by) {
        Instant now = clock.instant();
        long revision =
                Closings.lock(handle, tenant).map(Closings.Closing::revision).orElse(0L) + 1;
        if (!OffboardingTable.begin(handle, tenant, customer, reason, revision, by, now))
            throw Problem.conflict("this customer is being off-boarded already");
        Closings.enter(handle, tenant, Closings.State.FROZEN, revision, now);
        outbox.append(handle, new TenantClosing(tenant, TenantClosing.Step.FREEZE, revision, now));
    }

    static void demandSlug(String known, String typed) {
        if (!known.equals(typed)) throw Problem.badRequest("slug: this is not the slug of the customer");
    }
}
