package io.vigil.reports.posture;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/posture")
@Tag(name = "Posture")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PostureApi {
    private final ReadPosture readPosture;

    PostureApi(ReadPosture readPosture) {
        this.readPosture = readPosture;
    }

    @GET
    @Operation(summary = "Score, evaluated share, layers, history, changes and what to do next")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Posture read(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("framework") @DefaultValue("vigil-baseline") @Size(max = 100) String framework,
            @QueryParam("account") @Nullable AccountId account) {
        return readPosture.read(tenant, framework, Optional.ofNullable(account));
    }
}
