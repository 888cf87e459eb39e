package io.vigil.tenants.offboarding;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.EraseTenant;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.identity.RemoveOrganization;
import io.vigil.tenants.offboarding.OffboardingTable.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Deletes what this service has of a customer, after all others did, and signs what was done. One transaction: there is
 * no erased customer without a certificate and no certificate without the erasure.
 */
@ApplicationScoped
class EraseCustomer {
    private final PlatformTransaction platform;
    private final RemoveOrganization removeOrganization;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InternalTokens keys;
    private final OffboardingConfig config;
    private final InstantSource clock;
    private final String service;

    EraseCustomer(
            PlatformTransaction platform,
            RemoveOrganization removeOrganization,
            AuditTrail audit,
            Outbox outbox,
            InternalTokens keys,
            OffboardingConfig config,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.platform = platform;
        this.removeOrganization = removeOrganization;
        this.audit = audit;
        this.outbox = outbox;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    /** Nothing happens unless it was ordered and all others are through, Keycloak included. */
    void erase(TenantId tenant) {
        platform.run(
                EraseTenant.AT_MOST,
                handle -> OffboardingTable.lock(handle, tenant)
                        .filter(row -> row.state() == Offboarding.State.ERASING)
                        .filter(row -> row.missing(config.services()).isEmpty())
                        // the row that says so is deleted with the others
                        .filter(row -> removeOrganization.isDone(handle, tenant))
                        .ifPresent(row -> erase(handle, row)));
    }

    private void erase(Handle handle, Row row) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> accounts = accounts(handle, row.tenant());
        EraseTenant.Erased own = EraseTenant.erase(handle, row.tenant(), now);
        forget(handle, row.tenant(), accounts);
        audit.appendForProvider(handle, Caller.service(service, Optional.empty()), "offboarding.erased", row.tenant());
        Certificate certificate = certify(handle, row, own, now);
        String signed = keys.sign(Certificate.TYPE, new String(EventJson.bytes(certificate), StandardCharsets.UTF_8));
        OffboardingTable.erased(handle, row.tenant(), now, signed);
    }

    private static List<String> accounts(Handle handle, TenantId tenant) {
        handle.execute("select set_config('app.tenant', ?, true)", tenant.toString());
        return handle.createQuery("select account_id from aws_account where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list();
    }

    private void forget(Handle handle, TenantId tenant, List<String> accounts) {
        outbox.forget(handle, Topics.TENANT_CHANGED, tenant.toString());
        outbox.forget(handle, Topics.PACK_PUBLISHED, tenant.toString());
        for (String account : accounts) {
            outbox.forget(handle, Topics.ACCOUNT_CHANGED, tenant + "/" + account);
            // of one without a pack of its own there is nothing to forget, which does no harm
            outbox.forget(handle, Topics.PACK_PUBLISHED, tenant + "/" + account);
        }
    }

    private Certificate certify(Handle handle, Row row, EraseTenant.Erased own, Instant now) {
        List<Certificate.Part> parts = new ArrayList<>();
        parts.add(new Certificate.Part(service, own.rows(), own.head()));
        row.answers()
                .values()
                .forEach(told -> parts.add(new Certificate.Part(told.service(), told.rows(), told.head())));
        return new Certificate(
                Certificate.FORMAT,
                row.tenant(),
                row.slug(),
                row.name(),
                row.reason(),
                row.started(),
                row.exportedAt().orElseThrow(),
                row.ordered().orElseThrow(),
                now,
                parts,
                audit.providersHead(handle),
                Certificate.REMAINS);
    }
}
