package io.vigil.reports.channels;

import static io.vigil.reports.channels.ChannelsApi.id;
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
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/channels/{channel}/deliveries")
@Tag(name = "Channels")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ChannelDeliveriesApi {
    private final ListChannelDeliveries listDeliveries;
    private final ReplayDelivery replayDelivery;
    private final CurrentCaller caller;

    ChannelDeliveriesApi(ListChannelDeliveries listDeliveries, ReplayDelivery replayDelivery, CurrentCaller caller) {
        this.listDeliveries = listDeliveries;
        this.replayDelivery = replayDelivery;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Every message and every try, newest first")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ListChannelDeliveries.Page list(
            @PathParam("tenant") TenantId tenant,
            @PathParam("channel") String channel,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        return listDeliveries.list(tenant, id("channel", channel), limit, cursor);
    }

    @POST
    @Path("/{delivery}/replay")
    @Operation(summary = "Send a message once more, to the letter and under the same id, also one that arrived")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response replay(
            @PathParam("tenant") TenantId tenant,
            @PathParam("channel") String channel,
            @PathParam("delivery") String delivery) {
        replayDelivery.replay(tenant, id("channel", channel), id("delivery", delivery), caller.get());
        return Response.accepted().build();
    }
}
