package io.vigil.gateway.pages.fleet;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.FleetAudits;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The provider's queue of audits: what waits at each customer, from counters alone. */
@Blocking
@Path("/fleet/audits")
public class AuditQueuePage {
    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    AuditQueuePage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show() {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        FleetAudits queue = services.get(Service.REPORTS, caller, "/fleet/audits", FleetAudits.class);
        return Templates.auditqueue(
                shells.of("fleet/audits", "Audits"),
                AuditQueueView.of(queue, FleetPage.ways(granted), clock.instant()));
    }
}
