package io.vigil.reports.frameworks;

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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/frameworks")
@Tag(name = "Frameworks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FrameworksApi {
    private final ReadFrameworks readFrameworks;

    FrameworksApi(ReadFrameworks readFrameworks) {
        this.readFrameworks = readFrameworks;
    }

    @GET
    @Operation(summary = "The chosen frameworks with their scores and how many requirements stand how")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadFrameworks.Summary> list(
            @PathParam("tenant") TenantId tenant, @QueryParam("others") @DefaultValue("false") boolean others) {
        return readFrameworks.list(tenant, others);
    }

    @GET
    @Path("/{framework}")
    @Operation(summary = "One framework, requirement by requirement")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFrameworks.Standing read(
            @PathParam("tenant") TenantId tenant,
            @PathParam("framework") @Size(max = 100) String framework,
            @QueryParam("account") @Nullable AccountId account) {
        return readFrameworks.read(tenant, framework, Optional.ofNullable(account));
    }
}
