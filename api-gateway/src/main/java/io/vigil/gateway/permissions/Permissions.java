package io.vigil.gateway.permissions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one login may do right now: a role of the provider, a role in each tenant it belongs to, and the customers'
 * grants by which somebody of the provider is inside.
 */
public record Permissions(
        String subject,
        @JsonProperty("mspRole") @Nullable Role providerRole,
        List<Membership> tenants,
        @Nullable List<ByGrant> grants) {

    public record Membership(TenantId tenant, String slug, String name, Role role) {}

    /** @param until when it ends; null for a standing one */
    public record ByGrant(
            GrantId grant,
            Grant.Kind kind,
            TenantId tenant,
            String slug,
            String name,
            @Nullable Instant until) {
        Grant told() {
            return new Grant(grant, kind);
        }
    }

    public Permissions(String subject, @Nullable Role providerRole, List<Membership> tenants) {
        this(subject, providerRole, tenants, List.of());
    }

    public Optional<Role> ofProvider() {
        return Optional.ofNullable(providerRole).filter(Role::ofProvider);
    }

    public Optional<Membership> in(TenantId tenant) {
        return tenants.stream()
                .filter(member -> member.tenant().equals(tenant))
                .filter(member -> !member.role().ofProvider() && member.role() != Role.SERVICE)
                .findFirst();
    }

    /** The provider's staff who may ask to be inside a customer's tenant; its viewers see the fleet only. */
    public boolean mayAskForGrants() {
        return ofProvider().filter(role -> role != Role.MSP_VIEWER).isPresent();
    }

    /** Grants that open something to this login; of two for one tenant, the one to work by first. */
    public List<ByGrant> inside() {
        if (grants == null || !mayAskForGrants()) return List.of();
        return grants.stream()
                .sorted(Comparator.comparing(ByGrant::slug).thenComparing(ByGrant::kind))
                .toList();
    }

    public Optional<ByGrant> grantIn(TenantId tenant) {
        return inside().stream().filter(grant -> grant.tenant().equals(tenant)).findFirst();
    }

    /**
     * Who the login is in the tenant. The provider's staff is somebody there even without a grant: the services know the
     * few things that need none. Empty where the tenant must look as if it did not exist.
     */
    public Optional<Caller> callerIn(TenantId tenant, String displayName) {
        return in(tenant)
                .map(member -> new Caller(subject, Optional.of(tenant), member.role(), displayName))
                .or(() -> ofProvider()
                        .map(role -> new Caller(
                                subject,
                                Optional.of(tenant),
                                role,
                                displayName,
                                grantIn(tenant).map(ByGrant::told))));
    }
}
