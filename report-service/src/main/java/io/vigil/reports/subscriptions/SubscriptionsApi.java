package io.vigil.reports.subscriptions;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/subscriptions")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SubscriptionsApi {

    /**
     * @param alreadyClaimed whether the period had been served before
     * @param waiting ids of the mails that are still to be handed over
     */
    public record Sending(Instant period, boolean alreadyClaimed, List<UUID> waiting) {}

    private final EditSubscriptions editSubscriptions;
    private final ReadSubscriptions readSubscriptions;
    private final ReportScheduler scheduler;
    private final ClaimPeriod claimPeriod;
    private final CurrentCaller caller;

    SubscriptionsApi(
            EditSubscriptions editSubscriptions,
            ReadSubscriptions readSubscriptions,
            ReportScheduler scheduler,
            ClaimPeriod claimPeriod,
            CurrentCaller caller) {
        this.editSubscriptions = editSubscriptions;
        this.readSubscriptions = readSubscriptions;
        this.scheduler = scheduler;
        this.claimPeriod = claimPeriod;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Have reports mailed on a schedule; each recipient is asked once, and gets none before it confirmed")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response create(@PathParam("tenant") TenantId tenant, @Valid @NotNull NewSubscription asked) {
        EditSubscriptions.Edited made = editSubscriptions.create(tenant, asked, caller.get());
        scheduler.add(tenant, made.subscription());
        scheduler.queue(tenant, made.questions());
        UUID id = made.subscription().id();
        return Response.created(URI.create("/tenants/" + tenant + "/subscriptions/" + id))
                .entity(readSubscriptions.show(tenant, id))
                .build();
    }

    @GET
    @Operation(summary = "Subscriptions with their recipients and next runs")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadSubscriptions.Shown> list(@PathParam("tenant") TenantId tenant) {
        return readSubscriptions.list(tenant);
    }

    @GET
    @Path("/preview")
    @Operation(summary = "A cron line in words, with the next five times that it is due")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadSubscriptions.Preview preview(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("cron") @NotBlank @Size(max = 100) String cron,
            @QueryParam("zone") @NotBlank @Size(max = 60) String zone) {
        return readSubscriptions.preview(cron, zone);
    }

    @GET
    @Path("/{subscription}")
    @Operation(summary = "One subscription")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadSubscriptions.Shown read(
            @PathParam("tenant") TenantId tenant, @PathParam("subscription") String subscription) {
        return readSubscriptions.show(tenant, id("subscription", subscription));
    }

    @PUT
    @Path("/{subscription}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a subscription; who is new among its recipients is asked, who is not named is taken out")
    @Permitted({ADMIN, MSP_ADMIN})
    public ReadSubscriptions.Shown change(
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") String subscription,
            @Valid @NotNull NewSubscription asked) {
        UUID id = id("subscription", subscription);
        EditSubscriptions.Edited changed = editSubscriptions.change(tenant, id, asked, caller.get());
        scheduler.move(tenant, changed.subscription());
        scheduler.queue(tenant, changed.questions());
        return readSubscriptions.show(tenant, id);
    }

    @DELETE
    @Path("/{subscription}")
    @Operation(summary = "End a subscription; its delivery log goes with it")
    @Permitted({ADMIN, MSP_ADMIN})
    public void delete(@PathParam("tenant") TenantId tenant, @PathParam("subscription") String subscription) {
        UUID id =
                readSubscriptions.find(tenant, id("subscription", subscription)).id();
        editSubscriptions.end(tenant, id, caller.get());
        scheduler.remove(tenant, id);
    }

    @POST
    @Path("/{subscription}/send-now")
    @Operation(summary = "Send the current period's report to everybody who confirmed and has not got it")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response sendNow(@PathParam("tenant") TenantId tenant, @PathParam("subscription") String subscription) {
        ClaimPeriod.Claim claim = claimPeriod
                .now(tenant, readSubscriptions.find(tenant, id("subscription", subscription)), caller.get())
                .orElseThrow(() -> Problem.conflict("the subscription was never due"));
        scheduler.queue(tenant, claim.waiting());
        return Response.accepted(new Sending(claim.period(), !claim.claimed(), claim.waiting()))
                .build();
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
