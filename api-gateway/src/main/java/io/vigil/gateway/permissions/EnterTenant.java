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
        return permissions.tenants().stream()
                .filter(member -> member.slug().equals(slug))
                .findFirst()
                .flatMap(member -> visit(permissions, displayName, member.tenant(), slug, member.name()))
                .or(() -> permissions.inside().stream()
                        .filter(grant -> grant.slug().equals(slug))
                        .findFirst()
                        .flatMap(grant -> visit(permissions, displayName, grant.tenant(), slug, grant.name())));
    }

    /** A customer that the provider's staff knows by the directory, inside or not. */
    public Optional<Tenant> customer(String slug) {
        return customers().stream().filter(tenant -> tenant.slug().equals(slug)).findFirst();
    }

    /** All customers, for the provider's staff. */
    public List<Tenant> customers() {
        return names.get(ALL, all -> services.list(Service.TENANTS, GATEWAY, "/tenants", Tenant.class));
    }

    private static Optional<Visit> visit(
            Permissions permissions, String displayName, TenantId tenant, String slug, String name) {
        return permissions
                .callerIn(tenant, displayName)
                .filter(caller -> !caller.outside())
                .map(caller -> new Visit(
                        tenant,
                        slug,
                        name,
                        caller,
                        caller.role().ofProvider() ? permissions.grantIn(tenant) : Optional.empty()));
    }
}
