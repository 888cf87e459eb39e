package io.vigil.tenants.ownlogin;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.identity.Brokers;
import io.vigil.tenants.identity.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets a customer's people sign in where they do at home. Keycloak has it first and the row follows, so that the secret lies
 * nowhere on the way; broken off between, the same request is simply made again.
 */
@ApplicationScoped
class AttachOwnLogin {
    private final TenantTransaction transaction;
    private final FetchDescription descriptions;
    private final PublicAddress addresses;
    private final Brokers brokers;
    private final AuditTrail audit;
    private final InstantSource clock;

    AttachOwnLogin(
            TenantTransaction transaction,
            FetchDescription descriptions,
            PublicAddress addresses,
            Brokers brokers,
            AuditTrail audit,
            InstantSource clock) {
        this.transaction = transaction;
        this.descriptions = descriptions;
        this.addresses = addresses;
        this.brokers = brokers;
        this.audit = audit;
        this.clock = clock;
    }

    OwnLogin find(TenantId tenant) {
        return transaction.call(tenant, handle -> find(handle, tenant));
    }

    private OwnLogin find(Handle handle, TenantId tenant) {
        String redirect = brokers.redirectUri(tenant);
        String entity = brokers.entityId();
        boolean led = handle.createQuery(
                        "select exists (select from email_domain where tenant_id = :tenant and verified_at is not null)")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
        return handle.createQuery("select * from identity_provider where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new OwnLogin(
                        led ? OwnLogin.State.ACTIVE : OwnLogin.State.WAITING_FOR_DOMAIN,
                        OwnLogin.Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("client_id"),
                        redirect,
                        entity,
                        Columns.instant(row, "changed_at"),
                        row.getString("changed_by")))
                .findOne()
                .orElse(new OwnLogin(OwnLogin.State.NONE, null, null, null, null, redirect, entity, null, null));
    }

    /** @throws Problem 400 for a description that does not do, 409 while the organization is not there yet */
    OwnLogin attach(TenantId tenant, NewOwnLogin asked, Caller by) {
        String organization = transaction
                .call(tenant, handle -> Organizations.keycloakId(handle, tenant))
                .orElseThrow(() -> Problem.conflict("the tenant's organization is being made; try again in a moment"));
        OwnLogin before = find(tenant);
        String issuer = switch (asked.kind()) {
            case OIDC -> oidc(tenant, organization, asked, before);
            case SAML -> saml(tenant, organization, asked);
        };
        return transaction.call(tenant, handle -> {
            save(handle, tenant, asked, issuer, by);
            Organizations.changed(handle, tenant, clock);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "identity-provider.attached",
                    asked.address(),
                    Map.of(
                            "kind",
                            asked.kind().name(),
                            "name",
                            asked.name(),
                            "newSecret",
                            asked.clientSecret() != null));
            return find(handle, tenant);
        });
    }

    private String oidc(TenantId tenant, String organization, NewOwnLogin asked, OwnLogin before) {
        String clientId = asked.clientId();
        if (clientId == null || clientId.isBlank()) throw Problem.badRequest("clientId is missing");
        // a secret goes to where it belongs only, so it is asked for again when that changes
        boolean sameHome = before.kind() == OwnLogin.Kind.OIDC
                && asked.address().equals(before.address())
                && clientId.equals(before.clientId());
        if (asked.clientSecret() == null && !sameHome)
            throw Problem.badRequest(
                    "clientSecret is missing; it is asked for again when the address or the client changes");
        FetchDescription.Oidc described = descriptions.oidc(asked.address());
        brokers.oidc(
                tenant,
                organization,
                new Brokers.Oidc(
                        asked.name(),
                        described.issuer(),
                        described.authorization(),
                        described.token(),
                        described.keys(),
                        clientId,
                        asked.clientSecret()));
        return described.issuer().toString();
    }

    private String saml(TenantId tenant, String organization, NewOwnLogin asked) {
        byte[] metadata = descriptions.bytes(asked.address());
        String text = new String(metadata, StandardCharsets.UTF_8);
        if (!text.contains("EntityDescriptor") || text.contains("<!DOCTYPE"))
            throw Problem.badRequest("address: there is no SAML metadata of a login");
        Map<String, String> read = brokers.read(metadata);
        @Nullable String signOn = read.get("singleSignOnServiceUrl");
        if (signOn == null || signOn.isEmpty())
            throw Problem.badRequest("address: the metadata there names no place to sign on");
        addresses.demand("singleSignOnServiceUrl", signOn);
        if (read.getOrDefault("signingCertificate", "").isEmpty())
            throw Problem.badRequest("address: the metadata there has no certificate to verify signatures by");
        brokers.saml(tenant, organization, asked.name(), read);
        return read.getOrDefault("idpEntityId", asked.address());
    }

    private void save(Handle handle, TenantId tenant, NewOwnLogin asked, String issuer, Caller by) {
        handle.createUpdate("""
                        insert into identity_provider (tenant_id, kind, name, address, client_id, issuer, changed_at, changed_by)
                        values (:tenant, :kind, :name, :address, :client, :issuer, :now, :by)
                        on conflict (tenant_id) do update
                        set kind = excluded.kind, name = excluded.name, address = excluded.address,
                            client_id = excluded.client_id, issuer = excluded.issuer,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        """)
                .bind("tenant", tenant.value())
                .bind("kind", asked.kind().name())
                .bind("name", asked.name())
                .bind("address", asked.address())
                .bind("client", asked.clientId() == null ? "" : asked.clientId())
                .bind("issuer", issuer)
                .bind("now", clock.instant())
                .bind("by", by.displayName())
                .execute();
    }

    /** @throws Problem 404 where there is none */
    void detach(TenantId tenant, Caller by) {
        OwnLogin there = find(tenant);
        if (there.state() == OwnLogin.State.NONE) throw Problem.notFound("nothing is here");
        brokers.remove(tenant);
        transaction.run(tenant, handle -> {
            handle.createUpdate("delete from identity_provider where tenant_id = :tenant")
                    .bind("tenant", tenant.value())
                    .execute();
            audit.append(
                    handle,
                    tenant,
                    by,
                    "identity-provider.detached",
                    String.valueOf(there.address()),
                    Map.of("name", String.valueOf(there.name())));
        });
    }
}
