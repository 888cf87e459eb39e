package io.vigil.gateway.pages.grants;

import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Staff leaves a workspace and gives its own grant back; the customer's standing one stays. */
@Blocking
@Path("/t/{slug}/leave")
public class LeaveEndpoint {
    private final Services services;
    private final CurrentPerson person;
    private final AskPermissions permissions;

    LeaveEndpoint(Services services, CurrentPerson person, AskPermissions permissions) {
        this.services = services;
        this.person = person;
        this.permissions = permissions;
    }

    @POST
    public Response leave() {
        Visit visit = person.visit();
        visit.grant()
                .filter(grant -> !visit.byStandingGrant())
                .ifPresent(grant ->
                        services.delete(Service.TENANTS, visit.caller(), visit.path() + "/grants/" + grant.grant()));
        permissions.forget(visit.caller().subject());
        return Response.seeOther(URI.create("/fleet")).build();
    }
}
