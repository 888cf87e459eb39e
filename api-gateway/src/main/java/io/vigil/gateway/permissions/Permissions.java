package io.vigil.gateway.permissions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one login may do right now: a role of the provider, and a role in each tenant it belongs to. */
public record Permissions(
        String subject, @JsonProperty("mspRole") @Nullable Role providerRole, List<Membership> tenants) {

    public record Membership(TenantId tenant, String slug, String name, Role role) {}

    public Optional<Role> ofProvider() {
        return Optional.ofNullable(providerRole).filter(Role::ofProvider);
    }

    public Optional<Membership> in(TenantId tenant) {
        return tenants.stream().filter(member -> member.tenant().equals(tenant)).findFirst();
    }

    /** The provider's staff who may look into a customer's tenant; its viewers see the fleet only. */
    public boolean mayVisitTenants() {
        return ofProvider().filter(role -> role != Role.MSP_VIEWER).isPresent();
    }

    /** The role to act with in the tenant; empty where the tenant must look as if it did not exist. */
    public Optional<Role> roleIn(TenantId tenant) {
        return in(tenant)
                .map(Membership::role)
                .filter(role -> !role.ofProvider() && role != Role.SERVICE)
                .or(() -> ofProvider().filter(role -> mayVisitTenants()));
    }
}
