package io.vigil.gateway.permissions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import java.util.Optional;

/**
 * A person inside one tenant.
 *
 * @param caller what the services are told; they decide by it
 * @param grant by which somebody of the provider is inside
 */
public record Visit(TenantId tenant, String slug, String name, Caller caller, Optional<Permissions.ByGrant> grant) {

    public String displayName() {
        return caller.displayName();
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
        return caller.role().ofProvider();
    }

    /** Whether the customer lets every analyst read, so that there is no grant of one's own to give back. */
    public boolean byStandingGrant() {
        return grant.filter(leave -> leave.kind() == Grant.Kind.AUDIT).isPresent();
    }

    /** Whether forms that ask for scans are worth showing; the service decides again. */
    public boolean mayOperate() {
        return switch (caller.acting()) {
            case OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN -> true;
            case VIEWER, AUDITOR, MSP_VIEWER, SERVICE -> false;
        };
    }

    public boolean mayAdminister() {
        return caller.acting() == Role.ADMIN || caller.acting() == Role.MSP_ADMIN;
    }

    /** Whether reports and exports may be taken away as files. */
    public boolean mayReport() {
        return caller.acting() == Role.AUDITOR || mayOperate();
    }

    /** Whether it is this person's to say who of the provider may be inside. */
    public boolean mayLetIn() {
        return caller.role() == Role.ADMIN;
    }

    public boolean mayAudit() {
        return switch (caller.acting()) {
            case AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN -> true;
            case VIEWER, OPERATOR, MSP_VIEWER, SERVICE -> false;
        };
    }

    public String initials() {
        return Initials.of(name);
    }
}
