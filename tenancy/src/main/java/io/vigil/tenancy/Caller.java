package io.vigil.tenancy;

import io.vigil.contracts.TenantId;
import java.util.Optional;

/**
 * Who asks, and in which tenant.
 *
 * @param subject the login's stable id, or the name of a service
 * @param tenant the tenant that the caller acts in; empty for what belongs to no tenant, such as the fleet
 */
public record Caller(String subject, Optional<TenantId> tenant, Role role, String displayName) {

    public static Caller service(String name, Optional<TenantId> tenant) {
        return new Caller(name, tenant, Role.SERVICE, name);
    }
}
