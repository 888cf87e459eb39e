package io.vigil.reports.offboarding;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ExportRows;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Beside the off-boarding of tenant-service: each service hands out what it has. */
@Path("/tenants/{tenant}/offboarding/reports/export")
@Blocking
@Tag(name = "Off-boarding")
public class RowsApi {
    private final ExportRows exportRows;

    RowsApi(ExportRows exportRows) {
        this.exportRows = exportRows;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Everything that is kept of findings, inventory and reports, one row a line, as ndjson")
    public Response export(@RestPath TenantId tenant) {
        return exportRows.file(tenant);
    }
}
