package io.vigil.reports.dryruns;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Beside the own checks of tenant-service: the inventory that they are tried on is here. */
@Path("/tenants/{tenant}/checks")
@Tag(name = "Own checks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DryRunsApi {
    private final DryRunCheck dryRunCheck;

    DryRunsApi(DryRunCheck dryRunCheck) {
        this.dryRunCheck = dryRunCheck;
    }

    /** @param source YAML of the smaller dialect */
    public record Draft(@NotNull(message = "is missing") String source) {}

    @POST
    @Path("/dry-run")
    @Operation(summary = "What a check that is not saved would have said of the last inventory")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public DryRun ofSource(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("examples") @DefaultValue("10") @Min(0) @Max(100) int examples,
            @NotNull(message = "the body is missing") @Valid Draft draft) {
        return dryRunCheck.ofSource(tenant, draft.source(), examples);
    }

    @POST
    @Path("/{check}/dry-run")
    @Operation(summary = "What an own check in force says of the last inventory")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public DryRun ofSaved(
            @PathParam("tenant") TenantId tenant,
            @PathParam("check") String check,
            @QueryParam("examples") @DefaultValue("10") @Min(0) @Max(100) int examples) {
        return dryRunCheck.ofSaved(tenant, id(tenant, check), examples);
    }

    private static CheckId id(TenantId tenant, String name) {
        try {
            return OwnCheck.id(tenant, name);
        } catch (IllegalArgumentException impossible) {
            throw Problem.notFound("nothing is here");
        }
    }
}
