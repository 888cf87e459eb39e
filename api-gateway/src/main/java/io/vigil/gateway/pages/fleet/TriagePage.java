package io.vigil.gateway.pages.fleet;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Triage;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is open over all customers, in the order in which somebody should look at it. */
@Blocking
@Path("/fleet/triage")
public class TriagePage {
    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    TriagePage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show(
            @RestQuery @Nullable String severity,
            @RestQuery @Nullable String owner,
            @RestQuery @Nullable String after) {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        TriageView.Filter filter = TriageView.Filter.of(severity, owner);
        Triage found = services.get(Service.REPORTS, caller, "/fleet/triage?" + filter.asked(after), Triage.class);
        return Templates.triage(
                shells.of("fleet/triage", "Triage"),
                TriageView.of(found, filter, FleetPage.ways(granted), clock.instant()));
    }
}
