package io.vigil.reports.workbench;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/fleet/audits")
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FleetAuditsApi {
    private final ReadFleetAudits readFleetAudits;

    FleetAuditsApi(ReadFleetAudits readFleetAudits) {
        this.readFleetAudits = readFleetAudits;
    }

    @GET
    @Operation(summary = "What waits to be audited at each tenant, and what audits took, without a resource name")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFleetAudits.Queue read() {
        return readFleetAudits.read();
    }
}
