package io.vigil.gateway.pages.fleet;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Acknowledgements;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Customers that have not taken note of what they answer for; who of them must act is said, nobody is named. */
@Blocking
@Path("/fleet/responsibility")
public class AcknowledgementsPage {
    private static final int MOST = 1000;
    private static final int LONGEST_SLUG = 40;

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    AcknowledgementsPage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable String of, @RestQuery @Nullable String after) {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        boolean all = "all".equals(of);
        String from = after == null || after.length() > LONGEST_SLUG ? "" : after;
        Acknowledgements found = services.get(
                Service.TENANTS,
                caller,
                "/msp/acknowledgements?all=%s&limit=%d&cursor=%s"
                        .formatted(all, MOST, URLEncoder.encode(from, StandardCharsets.UTF_8)),
                Acknowledgements.class);
        return Templates.acknowledgements(
                shells.of("fleet/responsibility", "Who answers"),
                AcknowledgementsView.of(found, all, FleetPage.ways(granted), clock.instant()));
    }
}
