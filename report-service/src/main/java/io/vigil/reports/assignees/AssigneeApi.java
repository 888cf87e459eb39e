package io.vigil.reports.assignees;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/findings/{finding}/assignee")
@Tag(name = "Findings")
@Blocking
public class AssigneeApi {

    /** @param subject a member's or, of the provider, of somebody inside by a grant; {@code me} is who asks */
    @Schema(name = "NewAssignee")
    public record Wish(
            @NotBlank(message = "is missing") @Size(max = 255)
            String subject) {}

    private final AssignFindings assignFindings;
    private final CurrentCaller caller;

    AssigneeApi(AssignFindings assignFindings, CurrentCaller caller) {
        this.assignFindings = assignFindings;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a finding to somebody to work on")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public void assign(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @NotNull(message = "the body is missing") @Valid Wish wish) {
        assignFindings.one(tenant, finding, Optional.of(wish.subject().strip()), caller.get());
    }

    @DELETE
    @Operation(summary = "Nobody works on it any more")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public void unassign(@PathParam("tenant") TenantId tenant, @PathParam("finding") FindingId finding) {
        assignFindings.one(tenant, finding, Optional.empty(), caller.get());
    }
}
