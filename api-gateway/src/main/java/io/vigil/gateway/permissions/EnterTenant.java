package io.vigil.gateway.permissions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Tenant;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets a person into a tenant by the name in the address, or says nothing about whether such a tenant exists. */
@ApplicationScoped
public class EnterTenant {
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());
    private static final String ALL = "all";

    private final Services services;

    /** Names only; who may enter is asked at every request. */
    private final Cache<String, List<Tenant>> names;

    EnterTenant(Services services, InstantSource clock) {
        this.services = services;
        this.names = Caffeine.newBuilder()
                .executor(Runnable::run)
                .expireAfterWrite(Duration.ofSeconds(5))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    public Optional<Visit> bySlug(Permissions permissions, String displayName, String slug) {
        var own = permissions.tenants().stream()
                .filter(member -> member.slug().equals(slug))
                .findFirst();
        if (own.isPresent())
            return own.flatMap(
                    member -> visit(permissions, displayName, member.tenant(), member.slug(), member.name()));
        if (!permissions.mayVisitTenants()) return Optional.empty();
        return customers().stream()
                .filter(tenant -> tenant.slug().equals(slug))
                .findFirst()
                .flatMap(tenant ->
                        visit(permissions, displayName, new TenantId(tenant.id()), tenant.slug(), tenant.name()));
    }

    /** All customers, for the provider's staff. */
    public List<Tenant> customers() {
        return names.get(ALL, all -> services.list(Service.TENANTS, GATEWAY, "/tenants", Tenant.class));
    }

    private static Optional<Visit> visit(
            Permissions permissions, String displayName, TenantId tenant, String slug, String name) {
        return permissions
                .roleIn(tenant)
                .map(role -> new Visit(tenant, slug, name, role, permissions.subject(), displayName));
    }
}
