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
import io.vigil.tenants.identity.RemoveOrganization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The second decision: everything of the customer is deleted, and there is no way back. */
@ApplicationScoped
class OrderErasure {
    private final TenantTransaction transaction;
    private final Event<TenantFrozen> frozen;
    private final RemoveOrganization removeOrganization;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final OffboardingConfig config;
    private final InstantSource clock;

    OrderErasure(
            TenantTransaction transaction,
            Event<TenantFrozen> frozen,
            RemoveOrganization removeOrganization,
            AuditTrail audit,
            Outbox outbox,
            OffboardingConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.frozen = frozen;
        this.removeOrganization = removeOrganization;
        this.audit = audit;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 404 when there is no off-boarding, 400 when the slug is another one's, 409 when it is too early */
    Offboarding order(TenantId tenant, ErasureOrder asked, Caller by) {
        return transaction.call(tenant, handle -> {
            OffboardingTable.Row row = Offboardings.lock(handle, tenant);
            StartOffboarding.demandSlug(row.slug(), asked.slug());
            Instant now = clock.instant();
            demandExportedLongAgo(row, now);
            // a unit that is asked for in the name of nobody would be in everybody's way
            frozen.fire(new TenantFrozen(handle, tenant));
            removeOrganization.ask(handle, tenant);
            long revision = row.revision() + 1;
            OffboardingTable.ordered(handle, tenant, revision, by, now);
            Closings.enter(handle, tenant, Closings.State.ERASING, revision, now);
            outbox.append(handle, new TenantClosing(tenant, TenantClosing.Step.ERASE, revision, now));
            audit.append(handle, tenant, by, "offboarding.erasure.ordered", tenant.toString(), Map.of());
            audit.appendForProvider(handle, by, "offboarding.erasure.ordered", tenant);
            return OffboardingTable.find(handle, tenant).orElseThrow().shown(config.services());
        });
    }

    private static void demandExportedLongAgo(OffboardingTable.Row row, Instant now) {
        Instant from =
                row.eraseFrom().orElseThrow(() -> Problem.conflict("what the customer takes along is not there yet"));
        if (now.isBefore(from)) throw Problem.conflict("nothing can be deleted before %s".formatted(from));
    }
}
