package io.vigil.tenants.grants;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.GrantId;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/grants")
@Blocking
@Tag(name = "Grants")
class GrantsResource {
    private final OpenGrant openGrant;
    private final DecideGrant decideGrant;
    private final EndGrants endGrants;
    private final DemandApproval demandApproval;
    private final Grants grants;
    private final CurrentCaller caller;

    GrantsResource(
            OpenGrant openGrant,
            DecideGrant decideGrant,
            EndGrants endGrants,
            DemandApproval demandApproval,
            Grants grants,
            CurrentCaller caller) {
        this.openGrant = openGrant;
        this.decideGrant = decideGrant;
        this.endGrants = endGrants;
        this.demandApproval = demandApproval;
        this.grants = grants;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted(
            value = {MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN},
            whileClosing = true)
    @Operation(
            summary = "Enter a customer's tenant for at most 8 hours, an hour unless told; where the customer wants to"
                    + " approve, the grant is only requested")
    public StaffGrant open(@RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewGrant asked) {
        return openGrant.open(tenant, asked, caller.get());
    }

    @POST
    @Path("/standing")
    @ResponseStatus(201)
    @Permitted(ADMIN)
    @Operation(summary = "Let every analyst of the provider read, as an auditor does, until it is revoked")
    public StaffGrant standing(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewAuditGrant asked) {
        return openGrant.standing(tenant, asked, caller.get());
    }

    @GET
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN})
    @Operation(
            summary = "Who of the provider is, was or asks to be inside, why and until when, newest first; staff sees"
                    + " its own")
    public Grants.Page list(
            @RestPath TenantId tenant,
            @RestQuery
                    @DefaultValue("50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int limit,
            @RestQuery @Nullable GrantId cursor) {
        return grants.page(tenant, Optional.ofNullable(cursor), limit, caller.get());
    }

    @GET
    @Path("/{grant}")
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "One grant")
    public StaffGrant find(@RestPath TenantId tenant, @RestPath GrantId grant) {
        return grants.find(tenant, grant, caller.get());
    }

    @DELETE
    @Path("/{grant}")
    @Permitted(
            value = {ADMIN, MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN},
            whileClosing = true)
    @Operation(summary = "Revoke a grant or a request, staff its own; it counts at once, also on open streams")
    public void revoke(@RestPath TenantId tenant, @RestPath GrantId grant) {
        endGrants.revoke(tenant, grant, caller.get());
    }

    @POST
    @Path("/{grant}/approve")
    @Permitted(value = ADMIN, whileClosing = true)
    @Operation(summary = "Open a requested grant; its time runs from now")
    public StaffGrant approve(@RestPath TenantId tenant, @RestPath GrantId grant) {
        return decideGrant.approve(tenant, grant, caller.get());
    }

    @POST
    @Path("/{grant}/refuse")
    @Permitted(value = ADMIN, whileClosing = true)
    @Operation(summary = "Refuse a requested grant")
    public StaffGrant refuse(@RestPath TenantId tenant, @RestPath GrantId grant) {
        return decideGrant.refuse(tenant, grant, caller.get());
    }

    @GET
    @Path("/rules")
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Whether the customer's administrator must approve grants")
    public GrantRules rules(@RestPath TenantId tenant) {
        return demandApproval.of(tenant);
    }

    @PUT
    @Path("/rules")
    @Permitted(ADMIN)
    @Operation(summary = "Demand approval of each grant, or no longer; what is open stays so")
    public GrantRules demand(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid GrantRules asked) {
        return demandApproval.set(tenant, asked, caller.get());
    }
}
