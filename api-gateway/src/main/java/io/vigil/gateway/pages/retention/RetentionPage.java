package io.vigil.gateway.pages.retention;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For how long a customer's log of changes is kept. The provider changes it, having read what that does. */
@Blocking
@Path("/t/{slug}/settings/retention")
public class RetentionPage {
    /** As much of the customer as this page is about. */
    private record Customer(int retention) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    RetentionPage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    /** @param months of which one asks what they would change; anything else than a choice is left out */
    @GET
    public TemplateInstance show(@RestQuery @Nullable String months) {
        return shown(kept(person.visit()), months, "");
    }

    private TemplateInstance shown(int kept, @Nullable String months, String error) {
        return Templates.retention(
                shells.of("settings/retention", "Retention"),
                RetentionView.of(person.visit(), kept, months, error, clock.instant()));
    }

    /** @param slug typed by whoever makes it shorter, since what is deleted does not come back */
    @POST
    public Response keep(
            @RestForm @Nullable String months, @RestForm @Nullable String before, @RestForm @Nullable String slug) {
        Visit visit = person.visit();
        int kept = kept(visit);
        if (!Integer.toString(kept).equals(before))
            return refused(409, kept, months, "Somebody has changed it meanwhile; look again");
        var asked = RetentionView.of(visit, kept, months, "", clock.instant()).change();
        if (asked == null) return refused(400, kept, months, "Choose for how long");
        if (asked.shorter() && !visit.slug().equals(slug == null ? "" : slug.strip()))
            return refused(400, kept, months, "Type " + visit.slug() + " to delete what is older");
        try {
            services.put(
                    Service.TENANTS, visit.caller(), visit.path() + "/retention", Map.of("months", asked.months()));
        } catch (Refused refused) {
            return refused(refused.status(), kept, months, refused.detail());
        }
        return Response.seeOther(URI.create(visit.home() + "/settings/retention"))
                .build();
    }

    private int kept(Visit visit) {
        return services.get(Service.TENANTS, visit.caller(), visit.path(), Customer.class)
                .retention();
    }

    private Response refused(int status, int kept, @Nullable String months, String error) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(shown(kept, months, error).render())
                .build();
    }
}
