package io.vigil.reports.tickets;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/findings/{finding}/tickets")
@Tag(name = "Findings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TicketsApi {

    /**
     * @param key such as {@code ABC-123}
     * @param url an https address; nobody ever calls it
     */
    @Schema(name = "NewTicket")
    public record Draft(@Nullable String key, @Nullable String url) {}

    private final LinkTicket linkTicket;
    private final CurrentCaller caller;

    TicketsApi(LinkTicket linkTicket, CurrentCaller caller) {
        this.linkTicket = linkTicket;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say in which ticket a finding is worked on; the same again is answered 200")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Ticket.class)))
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response link(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @NotNull(message = "the body is missing") Draft draft) {
        LinkTicket.Linked linked = linkTicket.link(tenant, finding, draft.key(), draft.url(), caller.get());
        return Response.status(linked.made() ? 201 : 200)
                .entity(linked.ticket())
                .build();
    }

    @DELETE
    @Path("/{ticket}")
    @Operation(summary = "The finding is no longer worked on in that ticket")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public void unlink(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @PathParam("ticket") UUID ticket) {
        linkTicket.unlink(tenant, finding, ticket, caller.get());
    }
}
