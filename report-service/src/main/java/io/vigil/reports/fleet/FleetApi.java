package io.vigil.reports.fleet;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.CheckId;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/fleet")
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FleetApi {
    private final ReadFleet readFleet;

    FleetApi(ReadFleet readFleet) {
        this.readFleet = readFleet;
    }

    @GET
    @Operation(summary = "Every tenant's scores and open findings, without a resource name")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFleet.Fleet read() {
        return readFleet.read();
    }

    @GET
    @Path("/checks/{check}")
    @Operation(summary = "Which tenants fail a check")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadFleet.Failing> failing(@PathParam("check") CheckId check) {
        return readFleet.failing(check);
    }
}
