package io.vigil.tenants.offboarding;

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
import io.vigil.tenancy.ExportRows;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/offboarding")
@Blocking
@Tag(name = "Off-boarding")
class OffboardingResource {
    private final StartOffboarding startOffboarding;
    private final CancelOffboarding cancelOffboarding;
    private final OrderErasure orderErasure;
    private final Offboardings offboardings;
    private final ExportRows exportRows;
    private final CurrentCaller caller;

    OffboardingResource(
            StartOffboarding startOffboarding,
            CancelOffboarding cancelOffboarding,
            OrderErasure orderErasure,
            Offboardings offboardings,
            ExportRows exportRows,
            CurrentCaller caller) {
        this.startOffboarding = startOffboarding;
        this.cancelOffboarding = cancelOffboarding;
        this.orderErasure = orderErasure;
        this.offboardings = offboardings;
        this.exportRows = exportRows;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    @Permitted(value = MSP_ADMIN, withoutGrant = MSP_ADMIN)
    @Operation(summary = "Begin to let a customer go: nothing is changed any more, and its files are made")
    public Offboarding start(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewOffboarding asked) {
        return startOffboarding.start(tenant, asked, caller.get());
    }

    @GET
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE},
            withoutGrant = {MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "How far a customer is on its way out, since when and why; 404 when it stays")
    public Offboarding find(@RestPath TenantId tenant) {
        return offboardings.find(tenant);
    }

    @DELETE
    @Permitted(value = MSP_ADMIN, withoutGrant = MSP_ADMIN, whileClosing = true)
    @Operation(summary = "Let a customer stay after all, until its erasure is ordered")
    public void cancel(@RestPath TenantId tenant) {
        cancelOffboarding.cancel(tenant, caller.get());
    }

    @POST
    @Path("/erase")
    @ResponseStatus(202)
    @Permitted(value = MSP_ADMIN, withoutGrant = MSP_ADMIN, whileClosing = true)
    @Operation(
            summary = "Delete everything of a customer, when its files have been there for the time of waiting; final")
    public Offboarding erase(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid ErasureOrder asked) {
        return orderErasure.order(tenant, asked, caller.get());
    }

    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary = "Everything that is kept of people, accounts, packs, checks and scans, one row a line, as ndjson")
    public Response export(@RestPath TenantId tenant) {
        return exportRows.file(tenant);
    }
}
