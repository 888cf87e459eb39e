package io.vigil.tenancy;

import io.vigil.contracts.TenantId;
import java.util.Optional;

/**
 * Who asks, and in which tenant.
 *
 * @param subject the login's stable id, a service account's, or the name of a service
 * @param tenant the tenant that the caller acts in; empty for what belongs to no tenant, such as the fleet
 * @param grant by which somebody of the provider is inside the tenant; empty for everybody else
 * @param token what is visible of the API token that was used; empty without one
 */
public record Caller(
        String subject,
        Optional<TenantId> tenant,
        Role role,
        String displayName,
        Optional<Grant> grant,
        Optional<String> token) {

    /** How the subject of every service account begins; no login has such a subject. */
    public static final String SERVICE_ACCOUNT = "service-account:";

    public Caller {
        if (grant.isPresent() && (tenant.isEmpty() || !role.ofProvider()))
            throw new IllegalArgumentException(
                    "%s as %s has a grant, which only the provider's staff has, in a tenant".formatted(subject, role));
    }

    public Caller(String subject, Optional<TenantId> tenant, Role role, String displayName, Optional<Grant> grant) {
        this(subject, tenant, role, displayName, grant, Optional.empty());
    }

    public Caller(String subject, Optional<TenantId> tenant, Role role, String displayName) {
        this(subject, tenant, role, displayName, Optional.empty());
    }

    public static Caller service(String name, Optional<TenantId> tenant) {
        return new Caller(name, tenant, Role.SERVICE, name);
    }

    /** Whether no person stands behind the caller. */
    public boolean machine() {
        return role == Role.SERVICE || subject.startsWith(SERVICE_ACCOUNT);
    }

    /** Whether the caller is of the provider and has no leave to be inside the tenant. */
    public boolean outside() {
        return role.ofProvider() && grant.isEmpty();
    }

    /** The role by whose rights the caller acts in the tenant. */
    public Role acting() {
        return grant.filter(leave -> leave.kind() == Grant.Kind.AUDIT).isPresent() ? Role.AUDITOR : role;
    }
}
