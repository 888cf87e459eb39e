package io.vigil.tenants.customers;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants")
@Blocking
@Tag(name = "Tenants")
class TenantsResource {
    private final CreateTenant createTenant;
    private final Tenants tenants;
    private final CurrentCaller caller;

    TenantsResource(CreateTenant createTenant, Tenants tenants, CurrentCaller caller) {
        this.createTenant = createTenant;
        this.tenants = tenants;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted(MSP_ADMIN)
    @Operation(summary = "Take a customer in; 409 when the slug is taken")
    public Tenant create(@NotNull(message = "the body is missing") @Valid NewTenant asked) {
        return createTenant.create(asked, caller.get());
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "All customers, by slug")
    public List<Tenant> list() {
        return tenants.all();
    }

    @GET
    @Path("/{tenant}")
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE},
            withoutGrant = {MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "One customer")
    public Tenant find(@RestPath TenantId tenant) {
        return tenants.find(tenant);
    }
}
