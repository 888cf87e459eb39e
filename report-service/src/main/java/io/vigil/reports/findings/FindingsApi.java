package io.vigil.reports.findings;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
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

@Path("/tenants/{tenant}/findings")
@Tag(name = "Findings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FindingsApi {
    private final ListFindings listFindings;
    private final GroupFindings groupFindings;
    private final ReadFinding readFinding;
    private final CurrentCaller caller;

    FindingsApi(ListFindings listFindings, GroupFindings groupFindings, ReadFinding readFinding, CurrentCaller caller) {
        this.listFindings = listFindings;
        this.groupFindings = groupFindings;
        this.readFinding = readFinding;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Findings, worst first, a page at a time")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ListFindings.Page list(
            @PathParam("tenant") TenantId tenant,
            @Valid @BeanParam FindingFilter filter,
            @QueryParam("sort") @DefaultValue("severity") @Size(max = 20) String sort,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Size(max = 1000) @Nullable String cursor) {
        FindingSort order = FindingSort.of(sort);
        Optional<Cursor> from =
                Optional.ofNullable(cursor).filter(text -> !text.isEmpty()).map(text -> Cursor.parse(text, order));
        return listFindings.list(tenant, mine(filter), order, limit, from);
    }

    @GET
    @Path("/groups")
    @Operation(summary = "Findings counted by check")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<GroupFindings.Group> groups(
            @PathParam("tenant") TenantId tenant,
            @Valid @BeanParam FindingFilter filter,
            @QueryParam("by") @DefaultValue("check") @Size(max = 20) String by) {
        if (!by.equals("check")) throw Problem.badRequest("by '%s' is none of check".formatted(by));
        return groupFindings.byCheck(tenant, mine(filter));
    }

    @GET
    @Path("/{finding}")
    @Operation(summary = "One finding with its evidence, remedy and history")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadFinding.Detail detail(@PathParam("tenant") TenantId tenant, @PathParam("finding") FindingId finding) {
        return readFinding.read(tenant, finding).orElseThrow(() -> Problem.notFound("no finding " + finding));
    }

    private FindingFilter mine(FindingFilter filter) {
        return filter.askedBy(caller.get().subject());
    }
}
