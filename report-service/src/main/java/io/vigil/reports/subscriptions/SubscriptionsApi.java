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
import io.vigil.contracts.Uuids;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Timetable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/subscriptions")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SubscriptionsApi {
    private static final int RUNS_SHOWN = 5;

    /** @param cron minute, hour, day of month, month, day of week */
    public record Order(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 100) String cron,
            @NotBlank @Size(max = 60) String zone,
            @NotNull @Size(min = 1, max = 50) List<@NotBlank @Email @Size(max = 254) String> recipients,
            @NotNull @Size(min = 1, max = 3) List<@NotNull String> formats,

            @Nullable @Pattern(regexp = "once|skip", message = "is none of once, skip")
            String misfire) {}

    public record View(
            UUID id,
            String name,
            String cron,
            String zone,
            List<String> recipients,
            List<String> formats,
            String misfire,
            Instant createdAt,
            String createdBy,
            List<Instant> nextRuns) {}

    public record Sending(Instant period, boolean alreadyClaimed, List<UUID> waiting) {}

    private final Subscriptions subscriptions;
    private final ReportScheduler scheduler;
    private final ClaimPeriod claimPeriod;
    private final ListDeliveries listDeliveries;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final SecureRandom random;

    SubscriptionsApi(
            Subscriptions subscriptions,
            ReportScheduler scheduler,
            ClaimPeriod claimPeriod,
            ListDeliveries listDeliveries,
            CurrentCaller caller,
            InstantSource clock,
            SecureRandom random) {
        this.subscriptions = subscriptions;
        this.scheduler = scheduler;
        this.claimPeriod = claimPeriod;
        this.listDeliveries = listDeliveries;
        this.caller = caller;
        this.clock = clock;
        this.random = random;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Have reports mailed on a schedule")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response create(@PathParam("tenant") TenantId tenant, @Valid @NotNull Order order) {
        var subscription = new Subscription(
                Uuids.ofName("subscription", random.nextLong(), random.nextLong()),
                order.name().strip(),
                Timetable.of(order.cron(), order.zone()),
                order.recipients().stream().map(String::strip).distinct().toList(),
                order.formats().stream().map(Format::of).distinct().toList(),
                order.misfire() == null
                        ? Subscription.Misfire.ONCE
                        : Subscription.Misfire.valueOf(order.misfire().toUpperCase(Locale.ROOT)),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.get().displayName());
        subscriptions.insert(tenant, subscription, caller.get());
        scheduler.add(tenant, subscription);
        return Response.created(URI.create("/tenants/" + tenant + "/subscriptions/" + subscription.id()))
                .entity(view(subscription))
                .build();
    }

    @GET
    @Operation(summary = "Subscriptions with their next runs")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<View> list(@PathParam("tenant") TenantId tenant) {
        return subscriptions.list(tenant).stream().map(this::view).toList();
    }

    @DELETE
    @Path("/{subscription}")
    @Operation(summary = "End a subscription")
    @Permitted({ADMIN, MSP_ADMIN})
    public void delete(@PathParam("tenant") TenantId tenant, @PathParam("subscription") String id) {
        UUID subscription = find(tenant, id).id();
        scheduler.remove(tenant, subscription);
        subscriptions.delete(tenant, subscription, caller.get());
    }

    @GET
    @Path("/{subscription}/deliveries")
    @Operation(summary = "Every mail and every try")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ListDeliveries.Delivery> deliveries(
            @PathParam("tenant") TenantId tenant, @PathParam("subscription") String id) {
        return listDeliveries.list(tenant, find(tenant, id).id());
    }

    @POST
    @Path("/{subscription}/send-now")
    @Operation(summary = "Send the current period's report, unless it was sent")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response sendNow(@PathParam("tenant") TenantId tenant, @PathParam("subscription") String id) {
        Subscription subscription = find(tenant, id);
        ClaimPeriod.Claim claim = claimPeriod
                .now(tenant, subscription, caller.get())
                .orElseThrow(() -> Problem.conflict("the subscription was never due"));
        scheduler.queue(tenant, claim);
        return Response.accepted(new Sending(claim.period(), !claim.claimed(), claim.waiting()))
                .build();
    }

    private Subscription find(TenantId tenant, String id) {
        try {
            return subscriptions
                    .find(tenant, UUID.fromString(id))
                    .orElseThrow(() -> Problem.notFound("no subscription " + id));
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("no subscription " + id);
        }
    }

    private View view(Subscription subscription) {
        return new View(
                subscription.id(),
                subscription.name(),
                subscription.timetable().cron(),
                subscription.timetable().zone().getId(),
                subscription.recipients(),
                subscription.formats().stream().map(Format::word).toList(),
                subscription.misfire().word(),
                subscription.createdAt(),
                subscription.createdBy(),
                subscription.timetable().next(clock.instant(), RUNS_SHOWN));
    }
}
