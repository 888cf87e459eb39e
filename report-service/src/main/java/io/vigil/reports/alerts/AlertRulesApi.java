package io.vigil.reports.alerts;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/alert-rules")
@Tag(name = "Alert rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class AlertRulesApi {
    private final EditAlertRules editRules;
    private final ReadAlertRules readRules;
    private final PreviewRule previewRule;
    private final CurrentCaller caller;

    AlertRulesApi(EditAlertRules editRules, ReadAlertRules readRules, PreviewRule previewRule, CurrentCaller caller) {
        this.editRules = editRules;
        this.readRules = readRules;
        this.previewRule = previewRule;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Have channels told of what happens from now on, at once or once a day")
    @Permitted({ADMIN, MSP_ADMIN})
    public Response create(@PathParam("tenant") TenantId tenant, @Valid @NotNull NewAlertRule asked) {
        UUID id = editRules.create(tenant, asked, caller.get());
        return Response.created(URI.create("/tenants/" + tenant + "/alert-rules/" + id))
                .entity(readRules.show(tenant, id))
                .build();
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a rule would have told of the last seven days, or would tell now; nothing is kept or told")
    @Permitted({ADMIN, MSP_ADMIN})
    public PreviewRule.Preview preview(@PathParam("tenant") TenantId tenant, @Valid @NotNull PreviewRule.Tried tried) {
        return previewRule.preview(tenant, tried);
    }

    @GET
    @Operation(summary = "Alert rules with what they told of late")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ReadAlertRules.Shown> list(@PathParam("tenant") TenantId tenant) {
        return readRules.list(tenant);
    }

    @GET
    @Path("/{rule}")
    @Operation(summary = "One alert rule")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadAlertRules.Shown read(@PathParam("tenant") TenantId tenant, @PathParam("rule") String rule) {
        return readRules.show(tenant, id(rule));
    }

    @PUT
    @Path("/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change an alert rule; another trigger or filter counts from now on")
    @Permitted({ADMIN, MSP_ADMIN})
    public ReadAlertRules.Shown change(
            @PathParam("tenant") TenantId tenant, @PathParam("rule") String rule, @Valid @NotNull NewAlertRule asked) {
        editRules.change(tenant, id(rule), asked, caller.get());
        return readRules.show(tenant, id(rule));
    }

    @DELETE
    @Path("/{rule}")
    @Operation(summary = "End an alert rule; what a digest would have told is not told")
    @Permitted({ADMIN, MSP_ADMIN})
    public void delete(@PathParam("tenant") TenantId tenant, @PathParam("rule") String rule) {
        UUID id = readRules.show(tenant, id(rule)).id();
        editRules.end(tenant, id, caller.get());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("no alert rule " + text);
        }
    }
}
