package io.vigil.tenants.ownlogin;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/identity-provider")
@Blocking
@Tag(name = "Own login")
class OwnLoginResource {
    private final AttachOwnLogin attach;
    private final CurrentCaller caller;

    OwnLoginResource(AttachOwnLogin attach, CurrentCaller caller) {
        this.attach = attach;
        this.caller = caller;
    }

    @GET
    @Permitted({AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "The tenant's own login, and what it must be told about us; its secret is not given back")
    public OwnLogin find(@RestPath TenantId tenant) {
        return attach.find(tenant);
    }

    @PUT
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Attach the tenant's own login (OpenID Connect or SAML), or change it; 400 says what is wrong with"
                            + " its description, 503 that the login service does not answer")
    public OwnLogin attach(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewOwnLogin asked) {
        return attach.attach(tenant, asked, caller.get());
    }

    @DELETE
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Detach the tenant's own login; who came by it signs in no more until invited with a password")
    public void detach(@RestPath TenantId tenant) {
        attach.detach(tenant, caller.get());
    }
}
