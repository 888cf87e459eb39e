package io.vigil.tenancy;

import io.vigil.contracts.TenantId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Endpoints to try the permission filter on. */
@Path("/tenants/{tenant}/notes")
public class Notes {
    private final Caller caller;

    Notes(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Permitted({Role.VIEWER, Role.MSP_ANALYST})
    public String read(@PathParam("tenant") TenantId tenant) {
        return caller.subject() + " reads " + tenant;
    }

    @GET
    @Path("/audited")
    @Permitted({Role.VIEWER, Role.AUDITOR})
    public String audited() {
        return "an auditor may see this";
    }

    @GET
    @Path("/free")
    @Permitted(
            value = {Role.MSP_ANALYST, Role.MSP_ADMIN},
            withoutGrant = {Role.MSP_ANALYST})
    public String free() {
        return "an analyst needs no grant for this";
    }

    @GET
    @Path("/undeclared")
    public String undeclared() {
        return "nobody may see this";
    }
}
