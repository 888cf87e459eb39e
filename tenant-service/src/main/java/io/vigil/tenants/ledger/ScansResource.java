package io.vigil.tenants.ledger;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/scans")
@Blocking
@Tag(name = "Scans")
class ScansResource {
    private final RequestScan requestScan;
    private final CancelScan cancelScan;
    private final Scans scans;
    private final CurrentCaller caller;

    ScansResource(RequestScan requestScan, CancelScan cancelScan, Scans scans, CurrentCaller caller) {
        this.requestScan = requestScan;
        this.cancelScan = cancelScan;
        this.scans = scans;
        this.caller = caller;
    }

    @POST
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(
            summary = "Ask for a scan of an AWS account: 202 with the new one, 200 with the one that is active already")
    public RestResponse<Scan> request(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewScan asked) {
        RequestScan.Outcome outcome = requestScan.request(tenant, asked, caller.get());
        Scan scan = scans.find(tenant, outcome.scan());
        return switch (outcome) {
            case RequestScan.Outcome.Opened opened -> RestResponse.status(RestResponse.Status.ACCEPTED, scan);
            case RequestScan.Outcome.Coalesced coalesced -> RestResponse.ok(scan);
        };
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's scans, newest first")
    public Scans.Page list(
            @RestPath TenantId tenant,
            @RestQuery @Nullable AccountId account,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @Nullable ScanId cursor) {
        return scans.page(tenant, Optional.ofNullable(account), Optional.ofNullable(cursor), limit);
    }

    @GET
    @Path("/{scan}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One scan with its units")
    public Scan find(@RestPath TenantId tenant, @RestPath ScanId scan) {
        return scans.find(tenant, scan);
    }

    @DELETE
    @Path("/{scan}")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Cancel a scan; one that is done stays as it is")
    public void cancel(@RestPath TenantId tenant, @RestPath ScanId scan) {
        cancelScan.cancel(tenant, scan, caller.get());
    }
}
