package io.vigil.tenants.tokens;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/service-accounts")
@Blocking
@Tag(name = "API tokens")
class ServiceAccountsResource {
    private final ServiceAccounts accounts;
    private final CurrentCaller caller;

    ServiceAccountsResource(ServiceAccounts accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted(ADMIN)
    @Operation(summary = "Make a service account: an owner of tokens that is no person")
    public ServiceAccount make(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewServiceAccount asked) {
        return accounts.make(tenant, asked, caller.get());
    }

    @GET
    @Permitted({AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "The tenant's service accounts, by name")
    public List<ServiceAccount> list(@RestPath TenantId tenant) {
        return accounts.list(tenant);
    }

    @DELETE
    @Path("/{account}")
    @Permitted(
            value = {ADMIN, MSP_ADMIN},
            whileClosing = true)
    @Operation(summary = "Delete a service account; its tokens are revoked")
    public void delete(@RestPath TenantId tenant, @RestPath String account) {
        accounts.delete(tenant, id(account), caller.get());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }
}
