package io.vigil.reports.fleet;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.CheckId;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/fleet")
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FleetApi {
    private final ReadFleet readFleet;
    private final ReadTriage readTriage;
    private final ReadFleetChanges readFleetChanges;

    FleetApi(ReadFleet readFleet, ReadTriage readTriage, ReadFleetChanges readFleetChanges) {
        this.readFleet = readFleet;
        this.readTriage = readTriage;
        this.readFleetChanges = readFleetChanges;
    }

    @GET
    @Operation(summary = "Every tenant's scores and open findings, without a resource name")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFleet.Fleet read() {
        return readFleet.read();
    }

    @GET
    @Path("/triage")
    @Operation(
            summary = "What is open over all tenants, the worst first and of those the oldest, without a resource name")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadTriage.Page triage(
            @QueryParam("severity")
                    @Pattern(regexp = "critical|high|medium|low", message = "must be critical, high, medium or low")
                    @Nullable
                    String severity,
            @QueryParam("owner")
                    @Pattern(regexp = "customer|partner|aws", message = "must be customer, partner or aws")
                    @Nullable
                    String owner,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @DefaultValue("0") @Min(0) int cursor) {
        return readTriage.page(new ReadTriage.Asked(severity, owner), cursor, limit);
    }

    @GET
    @Path("/changes")
    @Operation(summary = "How much changed at each tenant between two moments; the last week unless said")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFleetChanges.FleetChanges changes(
            @QueryParam("from") @Size(max = 40) @Nullable String from,
            @QueryParam("to") @Size(max = 40) @Nullable String to,
            @QueryParam("framework") @Size(max = 100) @Nullable String framework) {
        return readFleetChanges.read(from, to, framework);
    }

    @GET
    @Path("/checks/{check}")
    @Operation(summary = "Which tenants fail a check")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadFleet.Failing> failing(@PathParam("check") CheckId check) {
        return readFleet.failing(check);
    }
}
