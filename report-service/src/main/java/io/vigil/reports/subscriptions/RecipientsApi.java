package io.vigil.reports.subscriptions;

import static io.vigil.reports.subscriptions.SubscriptionsApi.id;
import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/subscriptions/{subscription}/recipients/{recipient}")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class RecipientsApi {
    private final EditSubscriptions editSubscriptions;
    private final ReadSubscriptions readSubscriptions;
    private final ReportScheduler scheduler;
    private final CurrentCaller caller;

    RecipientsApi(
            EditSubscriptions editSubscriptions,
            ReadSubscriptions readSubscriptions,
            ReportScheduler scheduler,
            CurrentCaller caller) {
        this.editSubscriptions = editSubscriptions;
        this.readSubscriptions = readSubscriptions;
        this.scheduler = scheduler;
        this.caller = caller;
    }

    @POST
    @Path("/confirmation")
    @Operation(summary = "Ask a recipient again by a new link, also one who unsubscribed; the link before ends")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response askAgain(
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") String subscription,
            @PathParam("recipient") String recipient) {
        scheduler.queue(
                tenant,
                editSubscriptions.askAgain(
                        tenant, id("subscription", subscription), id("recipient", recipient), caller.get()));
        return Response.accepted(readSubscriptions.show(tenant, id("subscription", subscription)))
                .build();
    }

    @DELETE
    @Operation(summary = "Take a recipient out")
    @Permitted({ADMIN, MSP_ADMIN})
    public void takeOut(
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") String subscription,
            @PathParam("recipient") String recipient) {
        var of = readSubscriptions.find(tenant, id("subscription", subscription));
        editSubscriptions.takeOut(tenant, of.id(), id("recipient", recipient), caller.get());
    }
}
