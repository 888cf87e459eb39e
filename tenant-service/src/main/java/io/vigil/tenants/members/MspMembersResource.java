package io.vigil.tenants.members;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/msp/members")
@Blocking
@Tag(name = "Provider")
class MspMembersResource {
    private final MspMembers members;
    private final CurrentCaller caller;

    MspMembersResource(MspMembers members, CurrentCaller caller) {
        this.members = members;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted({MSP_ADMIN, SERVICE})
    @Operation(summary = "Let a person of the provider in, or change the role")
    public MspMember add(@NotNull(message = "the body is missing") @Valid NewMember asked) {
        return members.add(asked, caller.get());
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The provider's people, by mail address")
    public List<MspMember> list() {
        return members.list();
    }

    @DELETE
    @Path("/{subject}")
    @Permitted(MSP_ADMIN)
    @Operation(summary = "Take a person's role at the provider away; it counts with the next request")
    public void remove(@RestPath String subject) {
        members.remove(subject, caller.get());
    }
}
