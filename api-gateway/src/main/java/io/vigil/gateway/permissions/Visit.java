package io.vigil.gateway.permissions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.util.Optional;

/** A person inside one tenant, with the role that counts there. */
public record Visit(TenantId tenant, String slug, String name, Role role, String subject, String displayName) {

    /** What the services are told; they decide by it. */
    public Caller caller() {
        return new Caller(subject, Optional.of(tenant), role, displayName);
    }

    /** Path of the tenant at every service. */
    public String path() {
        return "/tenants/" + tenant;
    }

    /** Path of the tenant's pages. */
    public String home() {
        return "/t/" + slug;
    }

    public boolean asProvider() {
        return role.ofProvider();
    }

    /** Whether forms that ask for scans and accounts are worth showing; the service decides again. */
    public boolean mayOperate() {
        return role == Role.OPERATOR || role == Role.ADMIN || role == Role.MSP_ADMIN;
    }

    public boolean mayAdminister() {
        return role == Role.ADMIN || role == Role.MSP_ADMIN;
    }

    public boolean mayReport() {
        return role != Role.VIEWER && role != Role.MSP_VIEWER;
    }

    public boolean mayAudit() {
        return role == Role.AUDITOR || role == Role.ADMIN || role == Role.MSP_ANALYST || role == Role.MSP_ADMIN;
    }

    public String initials() {
        return Initials.of(name);
    }
}
