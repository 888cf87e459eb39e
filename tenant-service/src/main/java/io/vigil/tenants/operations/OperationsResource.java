package io.vigil.tenants.operations;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/operations")
@Blocking
@Tag(name = "Provider")
class OperationsResource {
    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "Workers seen in the last hour, how much waits and runs, and which accounts are blocked")
    public Operations.Now now() {
        return operations.now();
    }
}
