package io.vigil.gateway.permissions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.StaffGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Why somebody of the provider is inside a tenant. A grant's reason never changes, so it is asked for once. */
@ApplicationScoped
public class ReadReason {
    private static final int GRANTS = 10_000;

    /** The same id in another tenant is asked for there, where it is none. */
    private record Of(TenantId tenant, GrantId grant) {}

    private final Services services;
    private final Cache<Of, String> reasons =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(GRANTS).build();

    ReadReason(Services services) {
        this.services = services;
    }

    /** Empty for who is at home in the tenant. */
    public Optional<String> of(Visit visit) {
        return visit.grant()
                .map(grant -> reasons.get(
                        new Of(visit.tenant(), grant.grant()),
                        of -> services.get(
                                        Service.TENANTS,
                                        visit.caller(),
                                        visit.path() + "/grants/" + of.grant(),
                                        StaffGrant.class)
                                .reason()));
    }
}
