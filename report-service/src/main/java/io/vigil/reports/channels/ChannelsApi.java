package io.vigil.reports.channels;

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
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/channels")
@Tag(name = "Channels")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ChannelsApi {

    /** @param secret by which a receiver knows our webhooks; shown this once, empty for what is not signed */
    @Schema(name = "MadeChannel")
    public record Made(ReadChannels.Shown channel, String secret) {
        @Override
        public String toString() {
            return channel.toString();
        }
    }

    /** @param delivery of the message that was queued */
    public record Tested(UUID delivery) {}

    private final EditChannels editChannels;
    private final ReadChannels readChannels;
    private final CurrentCaller caller;

    ChannelsApi(EditChannels editChannels, ReadChannels readChannels, CurrentCaller caller) {
        this.editChannels = editChannels;
        this.readChannels = readChannels;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a channel; the secret that signs its webhooks is in this answer and nowhere else")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response create(@PathParam("tenant") TenantId tenant, @Valid @NotNull NewChannel asked) {
        EditChannels.Made made = editChannels.create(tenant, asked, caller.get());
        UUID id = made.channel().id();
        return Response.created(URI.create("/tenants/" + tenant + "/channels/" + id))
                .entity(new Made(readChannels.show(tenant, id), made.secret()))
                .build();
    }

    @GET
    @Operation(summary = "Channels with what waits and what did not arrive")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadChannels.Shown> list(@PathParam("tenant") TenantId tenant) {
        return readChannels.list(tenant);
    }

    @GET
    @Path("/{channel}")
    @Operation(summary = "One channel")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadChannels.Shown read(@PathParam("tenant") TenantId tenant, @PathParam("channel") String channel) {
        return readChannels.show(tenant, id("channel", channel));
    }

    @PUT
    @Path("/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a channel's name or address; its secret stays")
    @Permitted({ADMIN, MSP_ADMIN})
    public ReadChannels.Shown change(
            @PathParam("tenant") TenantId tenant,
            @PathParam("channel") String channel,
            @Valid @NotNull NewChannel asked) {
        editChannels.change(tenant, id("channel", channel), asked, caller.get());
        return readChannels.show(tenant, id("channel", channel));
    }

    @DELETE
    @Path("/{channel}")
    @Operation(summary = "End a channel; what waits is not sent, and its log goes with it")
    @Permitted({ADMIN, MSP_ADMIN})
    public void delete(@PathParam("tenant") TenantId tenant, @PathParam("channel") String channel) {
        UUID id = readChannels.show(tenant, id("channel", channel)).id();
        editChannels.end(tenant, id, caller.get());
    }

    @POST
    @Path("/{channel}/secret")
    @Operation(summary = "Sign by a new secret, which is in this answer and nowhere else; the old one ends at once")
    @Permitted({ADMIN, MSP_ADMIN})
    public Made renewSecret(@PathParam("tenant") TenantId tenant, @PathParam("channel") String channel) {
        EditChannels.Made made = editChannels.renewSecret(tenant, id("channel", channel), caller.get());
        return new Made(readChannels.show(tenant, made.channel().id()), made.secret());
    }

    @POST
    @Path("/{channel}/test")
    @Operation(summary = "Send a message that says nothing but that it arrived; it is tried once")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response test(@PathParam("tenant") TenantId tenant, @PathParam("channel") String channel) {
        return Response.accepted(new Tested(editChannels.test(tenant, id("channel", channel), caller.get())))
                .build();
    }

    @POST
    @Path("/{channel}/enable")
    @Operation(summary = "Send again to a channel that was disabled; what it missed can be replayed one by one")
    @Permitted({ADMIN, MSP_ADMIN})
    public ReadChannels.Shown enable(@PathParam("tenant") TenantId tenant, @PathParam("channel") String channel) {
        editChannels.enable(tenant, id("channel", channel), caller.get());
        return readChannels.show(tenant, id("channel", channel));
    }

    /** @throws Problem 404 for what cannot be one */
    static UUID id(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("no %s %s".formatted(what, text));
        }
    }
}
