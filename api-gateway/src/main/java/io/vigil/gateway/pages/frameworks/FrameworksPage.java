package io.vigil.gateway.pages.frameworks;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Framework;
import io.vigil.gateway.upstream.FrameworkSummary;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How the customer stands against each framework, requirement by requirement. */
@Blocking
@Path("/t/{slug}/frameworks")
public class FrameworksPage {
    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    FrameworksPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance list() {
        Visit visit = person.visit();
        List<FrameworkSummary> frameworks = services.list(
                Service.REPORTS, visit.caller(), visit.path() + "/frameworks?others=true", FrameworkSummary.class);
        return Templates.frameworks(
                shells.of("frameworks", "Frameworks"), lines(frameworks, true), lines(frameworks, false));
    }

    private static List<FrameworkLine> lines(List<FrameworkSummary> frameworks, boolean chosen) {
        return frameworks.stream()
                .filter(framework -> framework.chosen() == chosen)
                .map(FrameworkLine::new)
                .toList();
    }

    @GET
    @Path("/{framework}")
    public TemplateInstance one(@RestPath String framework, @RestQuery @Nullable String standing) {
        if (!framework.matches("[a-z0-9][a-z0-9.-]{0,80}")) throw Problem.notFound("nothing is here");
        Visit visit = person.visit();
        Framework known = services.get(
                Service.REPORTS, visit.caller(), visit.path() + "/frameworks/" + framework, Framework.class);
        return Templates.framework(shells.of("frameworks", known.name()), FrameworkView.of(known, standing));
    }
}
