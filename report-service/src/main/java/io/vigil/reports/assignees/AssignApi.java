package io.vigil.reports.assignees;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/findings/assign")
@Tag(name = "Findings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AssignApi {

    /** @param subject as of one finding; {@code none} takes them from whoever has them */
    @Schema(name = "AssigneeOfMany")
    public record Wish(
            @NotBlank(message = "is missing") @Size(max = 255)
            String subject) {}

    /** @param changed findings that changed hands; others were so already */
    @Schema(name = "Assigned")
    public record Assigned(int changed) {}

    private final AssignFindings assignFindings;
    private final CurrentCaller caller;

    AssignApi(AssignFindings assignFindings, CurrentCaller caller) {
        this.assignFindings = assignFindings;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give all findings that match to somebody, or to nobody; at most 1,000 at once, else 409")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Assigned assign(
            @PathParam("tenant") TenantId tenant,
            @Valid @BeanParam FindingFilter filter,
            @NotNull(message = "the body is missing") @Valid Wish wish,
            @Context UriInfo uri) {
        String words = uri.getRequestUri().getRawQuery() == null
                ? ""
                : uri.getRequestUri().getRawQuery();
        return new Assigned(assignFindings.all(
                tenant,
                filter.askedBy(caller.get().subject()),
                words,
                Optional.of(wish.subject().strip()).filter(subject -> !subject.equals(FindingFilter.NOBODY)),
                caller.get()));
    }
}
