package io.vigil.reports.offboarding;

import io.vigil.contracts.AuditHead;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.reports.catalogue.OwnChecks;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Closings.Closing;
import io.vigil.tenancy.Closings.State;
import io.vigil.tenancy.EraseTenant;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Follows an order about a tenant that is let go, and answers when it is done. An order that comes again goes on where it
 * broke off, or is answered as it was; an older one changes nothing.
 */
@ApplicationScoped
class CloseTenant {
    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final MakeFarewellFiles files;
    private final OwnChecks ownChecks;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;
    private final String service;

    CloseTenant(
            PlatformTransaction platform,
            TenantTransaction tenants,
            MakeFarewellFiles files,
            OwnChecks ownChecks,
            AuditTrail audit,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.platform = platform;
        this.tenants = tenants;
        this.files = files;
        this.ownChecks = ownChecks;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.service = service;
    }

    /** @throws MalformedEvent for an order to erase what was not frozen before */
    void follow(TenantClosing order) {
        switch (order.step()) {
            case FREEZE -> {
                if (begin(order, State.FROZEN, "tenant.frozen")) freeze(order);
            }
            case REOPEN -> begin(order, State.OPEN, "tenant.reopened");
            case ERASE -> {
                if (beginErasing(order)) erase(order);
            }
        }
    }

    /** The order is noted and told in the tenant's trail at once, so it is told there once. */
    private boolean begin(TenantClosing order, State state, String action) {
        TenantId tenant = order.tenant();
        return tenants.call(tenant, handle -> {
            boolean first = enter(handle, order, state);
            if (first)
                audit.append(
                        handle,
                        tenant,
                        Caller.service(service, Optional.of(tenant)),
                        action,
                        tenant.toString(),
                        Map.of("order", order.revision()));
            return first || isLeftToDo(handle, order, state);
        });
    }

    /** In no transaction of the tenant, for there is none any more as soon as this is noted. */
    private boolean beginErasing(TenantClosing order) {
        return platform.call(handle -> {
            if (Closings.find(handle, order.tenant())
                    .filter(closing -> closing.state() != State.OPEN)
                    .isEmpty()) throw new MalformedEvent("tenant %s is not frozen".formatted(order.tenant()), null);
            return enter(handle, order, State.ERASING) || isLeftToDo(handle, order, State.ERASING);
        });
    }

    private boolean enter(Handle handle, TenantClosing order, State state) {
        return Closings.enter(handle, order.tenant(), state, order.revision(), clock.instant());
    }

    /** Of an order that came before; one that was followed to its end is answered again, as it was. */
    private boolean isLeftToDo(Handle handle, TenantClosing order, State state) {
        Closing known = Closings.lock(handle, order.tenant()).orElseThrow();
        if (known.revision() != order.revision()) return false;
        known.told().ifPresent(answer -> outbox.append(handle, EventReader.read(order.key(), answer)));
        return known.told().isEmpty() && known.state() == state;
    }

    private void freeze(TenantClosing order) {
        List<TenantPartClosed.File> made = files.make(order);
        tenants.run(
                order.tenant(),
                handle -> answer(handle, order, made, Map.of(), AuditTrail.head(handle, order.tenant())));
    }

    private void erase(TenantClosing order) {
        platform.run(EraseTenant.AT_MOST, handle -> {
            EraseTenant.Erased erased = EraseTenant.erase(handle, order.tenant(), clock.instant());
            answer(handle, order, List.of(), erased.rows(), erased.head());
        });
        ownChecks.forget(order.tenant());
    }

    private void answer(
            Handle handle,
            TenantClosing order,
            List<TenantPartClosed.File> made,
            Map<String, Long> rows,
            AuditHead head) {
        TenantPartClosed answer = new TenantPartClosed(
                order.tenant(), service, order.step(), order.revision(), made, rows, head, clock.instant());
        Closings.told(handle, order.tenant(), order.revision(), EventJson.write(answer));
        outbox.append(handle, answer);
    }
}
