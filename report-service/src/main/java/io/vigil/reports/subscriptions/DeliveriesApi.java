package io.vigil.reports.subscriptions;

import static io.vigil.reports.subscriptions.SubscriptionsApi.id;
import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/subscriptions/{subscription}/deliveries")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class DeliveriesApi {
    private final ListDeliveries listDeliveries;
    private final RetryDelivery retryDelivery;
    private final ReadSubscriptions readSubscriptions;
    private final ReportScheduler scheduler;
    private final CurrentCaller caller;

    DeliveriesApi(
            ListDeliveries listDeliveries,
            RetryDelivery retryDelivery,
            ReadSubscriptions readSubscriptions,
            ReportScheduler scheduler,
            CurrentCaller caller) {
        this.listDeliveries = listDeliveries;
        this.retryDelivery = retryDelivery;
        this.readSubscriptions = readSubscriptions;
        this.scheduler = scheduler;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Every mail and every try, newest first")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ListDeliveries.Page list(
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") String subscription,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID of =
                readSubscriptions.find(tenant, id("subscription", subscription)).id();
        return listDeliveries.list(tenant, of, limit, cursor);
    }

    @POST
    @Path("/{delivery}/retry")
    @Operation(summary = "Try a report's mail now, also one that was given up, left out or found unchanged")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response retry(
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") String subscription,
            @PathParam("delivery") String delivery) {
        UUID mail = id("delivery", delivery);
        retryDelivery.retry(tenant, id("subscription", subscription), mail, caller.get());
        scheduler.queue(tenant, List.of(mail));
        return Response.accepted().build();
    }
}
