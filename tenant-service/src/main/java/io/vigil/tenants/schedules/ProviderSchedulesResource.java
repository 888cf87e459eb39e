package io.vigil.tenants.schedules;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.AuditTrail;
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

@Path("/msp/schedules")
@Blocking
@Tag(name = "Provider")
class ProviderSchedulesResource {
    private final EditSchedules editSchedules;
    private final ReadSchedules readSchedules;
    private final CurrentCaller caller;

    ProviderSchedulesResource(EditSchedules editSchedules, ReadSchedules readSchedules, CurrentCaller caller) {
        this.editSchedules = editSchedules;
        this.readSchedules = readSchedules;
        this.caller = caller;
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "The schedules of scans for customers that have none of their own")
    public List<ReadSchedules.Shown> list() {
        return readSchedules.ofProvider();
    }

    @GET
    @Path("/preview")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "A cron line in words, with the next five times that it is due")
    public ReadSchedules.Preview preview(
            @RestQuery @NotBlank(message = "is missing") @Size(max = 100, message = "is longer than 100 characters")
                    String cron,
            @RestQuery @NotBlank(message = "is missing") @Size(max = 60, message = "is longer than 60 characters")
                    String zone) {
        return readSchedules.preview(cron, zone);
    }

    @POST
    @ResponseStatus(201)
    @Permitted(MSP_ADMIN)
    @Operation(summary = "Have all accounts scanned whose customer has no schedule for them")
    public ReadSchedules.Shown create(@NotNull(message = "the body is missing") @Valid NewSchedule asked) {
        return readSchedules.show(AuditTrail.PROVIDER, editSchedules.create(AuditTrail.PROVIDER, asked, caller.get()));
    }

    @PUT
    @Path("/{schedule}")
    @Permitted(MSP_ADMIN)
    @Operation(summary = "Change, pause or resume a schedule of the provider")
    public ReadSchedules.Shown change(
            @RestPath UUID schedule, @NotNull(message = "the body is missing") @Valid NewSchedule asked) {
        return readSchedules.show(
                AuditTrail.PROVIDER, editSchedules.change(AuditTrail.PROVIDER, schedule, asked, caller.get()));
    }

    @DELETE
    @Path("/{schedule}")
    @Permitted(MSP_ADMIN)
    @Operation(summary = "End a schedule of the provider")
    public void end(@RestPath UUID schedule) {
        editSchedules.end(AuditTrail.PROVIDER, schedule, caller.get());
    }
}
