package io.vigil.reports.offboarding;

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
        if (order.step() == TenantClosing.Step.ERASE) demandFrozen(order);
        if (!begin(order)) return;
        switch (order.step()) {
            case FREEZE -> freeze(order);
            case REOPEN -> note(order, "tenant.reopened");
            case ERASE -> erase(order);
        }
    }

    private void demandFrozen(TenantClosing order) {
        Optional<Closing> known = platform.call(handle -> Closings.find(handle, order.tenant()));
        if (known.filter(closing -> closing.state() != State.OPEN).isEmpty())
            throw new MalformedEvent("tenant %s is not frozen".formatted(order.tenant()), null);
    }

    /** False when there is nothing to do; what was answered to this very order is answered again. */
    private boolean begin(TenantClosing order) {
        return platform.call(handle -> {
            State state = switch (order.step()) {
                case FREEZE -> State.FROZEN;
                case REOPEN -> State.OPEN;
                case ERASE -> State.ERASING;
            };
            if (Closings.enter(handle, order.tenant(), state, order.revision(), clock.instant())) return true;
            Closing known = Closings.lock(handle, order.tenant()).orElseThrow();
            if (known.revision() != order.revision()) return false;
            known.told().ifPresent(answer -> outbox.append(handle, EventReader.read(order.key(), answer)));
            return known.told().isEmpty() && known.state() == state;
        });
    }

    private void freeze(TenantClosing order) {
        note(order, "tenant.frozen");
        List<TenantPartClosed.File> made = files.make(order);
        tenants.run(
                order.tenant(),
                handle -> answer(
                        handle,
                        new TenantPartClosed(
                                order.tenant(),
                                service,
                                order.step(),
                                order.revision(),
                                made,
                                Map.of(),
                                AuditTrail.head(handle, order.tenant()),
                                clock.instant())));
    }

    private void note(TenantClosing order, String action) {
        TenantId tenant = order.tenant();
        tenants.run(
                tenant,
                handle -> audit.append(
                        handle,
                        tenant,
                        Caller.service(service, Optional.of(tenant)),
                        action,
                        tenant.toString(),
                        Map.of("order", order.revision())));
    }

    private void erase(TenantClosing order) {
        platform.run(handle -> {
            EraseTenant.Erased erased = EraseTenant.erase(handle, order.tenant(), clock.instant());
            answer(
                    handle,
                    new TenantPartClosed(
                            order.tenant(),
                            service,
                            order.step(),
                            order.revision(),
                            List.of(),
                            erased.rows(),
                            erased.head(),
                            clock.instant()));
        });
        ownChecks.forget(order.tenant());
    }

    private void answer(Handle handle, TenantPartClosed answer) {
        Closings.told(handle, answer.tenant(), EventJson.write(answer));
        outbox.append(handle, answer);
    }
}
