package io.vigil.tenants.schedules;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/tenants/{tenant}/schedules")
@Blocking
@Tag(name = "Schedules")
class SchedulesResource {
    private final EditSchedules editSchedules;
    private final ReadSchedules readSchedules;
    private final CurrentCaller caller;

    SchedulesResource(EditSchedules editSchedules, ReadSchedules readSchedules, CurrentCaller caller) {
        this.editSchedules = editSchedules;
        this.readSchedules = readSchedules;
        this.caller = caller;
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "When scans start by themselves: the tenant's schedules, and the provider's where they hold")
    public List<ReadSchedules.Shown> list(@RestPath TenantId tenant) {
        return readSchedules.list(tenant);
    }

    @POST
    @ResponseStatus(201)
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(
            summary = "Have accounts scanned by a cron line in a time zone; an account's own schedules replace those of"
                    + " the tenant, and these the provider's")
    public ReadSchedules.Shown create(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewSchedule asked) {
        return readSchedules.show(tenant, editSchedules.create(tenant, asked, caller.get()));
    }

    @PUT
    @Path("/{schedule}")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Change, pause or resume a schedule")
    public ReadSchedules.Shown change(
            @RestPath TenantId tenant,
            @RestPath UUID schedule,
            @NotNull(message = "the body is missing") @Valid NewSchedule asked) {
        return readSchedules.show(tenant, editSchedules.change(tenant, schedule, asked, caller.get()));
    }

    @DELETE
    @Path("/{schedule}")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "End a schedule; a scan that it started goes on")
    public void end(@RestPath TenantId tenant, @RestPath UUID schedule) {
        editSchedules.end(tenant, schedule, caller.get());
    }

    @GET
    @Path("/{schedule}/runs")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "What became of each time that it was due, newest first, at most 50")
    public List<ScheduleRuns.Run> runs(@RestPath TenantId tenant, @RestPath UUID schedule) {
        return readSchedules.runs(tenant, schedule);
    }

    @GET
    @Path("/coverage")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Each account with what scans it by itself, and when next")
    public List<ReadSchedules.Covered> coverage(@RestPath TenantId tenant) {
        return readSchedules.coverage(tenant);
    }

    @GET
    @Path("/preview")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "A cron line in words, with the next five times that it is due")
    public ReadSchedules.Preview preview(
            @RestPath TenantId tenant,
            @RestQuery @NotBlank(message = "is missing") @Size(max = 100, message = "is longer than 100 characters")
                    String cron,
            @RestQuery @NotBlank(message = "is missing") @Size(max = 60, message = "is longer than 60 characters")
                    String zone) {
        return readSchedules.preview(cron, zone);
    }
}
