package io.vigil.tenants.members;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/members")
@Blocking
@Tag(name = "Members")
class MembersResource {
    private final Members members;
    private final CurrentCaller caller;

    MembersResource(Members members, CurrentCaller caller) {
        this.members = members;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted(
            value = {ADMIN, MSP_ADMIN},
            withoutGrant = {MSP_ADMIN})
    @Operation(
            summary = "Let a person into the tenant, or change the role of one who is in; without a grant, the provider"
                    + " lets in the first administrator alone")
    public Member add(@RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewMember asked) {
        return members.add(tenant, asked, caller.get());
    }

    @GET
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's people, by mail address")
    public List<Member> list(@RestPath TenantId tenant) {
        return members.list(tenant);
    }

    @PUT
    @Path("/{subject}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Change a member's role; it counts with the next request. 409 for the last administrator")
    public Member change(
            @RestPath TenantId tenant,
            @RestPath String subject,
            @NotNull(message = "the body is missing") @Valid NewRole asked) {
        return members.change(tenant, subject, asked.role(), caller.get());
    }

    @DELETE
    @Path("/{subject}")
    @Permitted(
            value = {ADMIN, MSP_ADMIN},
            whileClosing = true)
    @Operation(
            summary =
                    "Take a person's permission away; it counts with the next request. 409 for the last administrator")
    public void remove(@RestPath TenantId tenant, @RestPath String subject) {
        members.remove(tenant, subject, caller.get());
    }
}
