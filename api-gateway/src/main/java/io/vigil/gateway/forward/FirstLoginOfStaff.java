package io.vigil.gateway.forward;

import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the provider's staff in by their role in Keycloak when they come for the first time. For machines of one's own
 * only: elsewhere a person whom somebody took out would be let in again by the next login.
 */
@ApplicationScoped
public class FirstLoginOfStaff {
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());
    private static final Map<String, Role> BY_REALM_ROLE =
            Map.of("msp-viewer", Role.MSP_VIEWER, "msp-analyst", Role.MSP_ANALYST, "msp-admin", Role.MSP_ADMIN);

    private record Member(String subject, String email, Role role) {}

    private final Services services;
    private final AskPermissions permissions;
    private final boolean fromRealm;

    FirstLoginOfStaff(
            Services services,
            AskPermissions permissions,
            @ConfigProperty(name = "vigil.staff-from-realm", defaultValue = "false") boolean fromRealm) {
        this.services = services;
        this.permissions = permissions;
        this.fromRealm = fromRealm;
    }

    public Permissions seed(Permissions known, String email, Set<String> realmRoles) {
        if (!fromRealm || known.ofProvider().isPresent()) return known;
        Optional<Role> role = BY_REALM_ROLE.entrySet().stream()
                .filter(entry -> realmRoles.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .max(Enum::compareTo);
        if (role.isEmpty()) return known;
        String address = email.isBlank() ? "staff@localhost.localdomain" : email;
        services.post(
                Service.TENANTS,
                GATEWAY,
                "/msp/members",
                new Member(known.subject(), address, role.get()),
                Object.class);
        permissions.forget(known.subject());
        return permissions.of(known.subject());
    }
}
