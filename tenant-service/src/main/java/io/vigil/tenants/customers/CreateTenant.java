package io.vigil.tenants.customers;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.identity.Organizations;
import io.vigil.tenants.packs.PublishPack;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Takes a customer in: the directory entry, the baseline pack and the organization to log in by, told to the other services. */
@ApplicationScoped
class CreateTenant {
    private static final long FIRST_REVISION = 1;

    private final TenantTransaction transaction;
    private final PublishPack publishPack;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final NewIds ids;
    private final InstantSource clock;

    CreateTenant(
            TenantTransaction transaction,
            PublishPack publishPack,
            AuditTrail audit,
            Outbox outbox,
            NewIds ids,
            InstantSource clock) {
        this.transaction = transaction;
        this.publishPack = publishPack;
        this.audit = audit;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    Tenant create(NewTenant asked, Caller by) {
        Tenant tenant = new Tenant(ids.tenant(), asked.slug(), asked.name(), Retention.DEFAULT, clock.instant());
        transaction.run(tenant.id(), handle -> {
            enter(handle, tenant);
            Organizations.changed(handle, tenant.id(), clock);
            publishPack.baseline(handle, tenant.id());
            outbox.append(
                    handle,
                    new TenantChanged(
                            tenant.id(),
                            FIRST_REVISION,
                            tenant.slug(),
                            tenant.name(),
                            tenant.retention(),
                            tenant.createdAt()));
            audit.append(handle, tenant.id(), by, "tenant.created", tenant.slug(), Map.of("name", tenant.name()));
        });
        return tenant;
    }

    /** The database decides between two requests for the same slug at once. */
    private static void enter(Handle handle, Tenant tenant) {
        TenantId id = tenant.id();
        int entered = handle.createUpdate("""
                        insert into tenant (tenant_id, slug, name, revision, retention_months, created_at)
                        values (:tenant, :slug, :name, :revision, :retention, :at)
                        on conflict (slug) do nothing
                        """)
                .bind("tenant", id.value())
                .bind("slug", tenant.slug())
                .bind("name", tenant.name())
                .bind("revision", FIRST_REVISION)
                .bind("retention", tenant.retention().months())
                .bind("at", tenant.createdAt())
                .execute();
        if (entered == 0) throw Problem.conflict("the slug '%s' is taken".formatted(tenant.slug()));
    }
}
