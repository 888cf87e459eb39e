package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The responsibility matrix, which an administrator of the customer acknowledges. */
@Blocking
@Path("/t/{slug}/settings/responsibility")
public class ResponsibilityPage {
    private record Acknowledged(String digest) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    ResponsibilityPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable String owner) {
        return shown(owner == null ? "" : owner, "");
    }

    @POST
    public Response acknowledge(@RestForm @Nullable String digest) {
        Visit visit = person.visit();
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/pack/acknowledgements",
                    new Acknowledged(digest == null ? "" : digest),
                    JsonNode.class);
            return Response.seeOther(URI.create(visit.home() + "/settings/responsibility"))
                    .build();
        } catch (Refused refused) {
            return Response.status(409)
                    .type("text/html; charset=UTF-8")
                    .entity(shown("", refused.detail()).render())
                    .build();
        }
    }

    private TemplateInstance shown(String owner, String error) {
        Visit visit = person.visit();
        String pack = visit.path() + "/pack";
        var past =
                services.listing(Service.TENANTS, visit.caller(), pack + "/acknowledgements?limit=20", JsonNode.class);
        JsonNode data = services.get(Service.TENANTS, visit.caller(), pack + "/responsibility", JsonNode.class);
        return Templates.responsibility(
                shells.of("settings/responsibility", "Responsibility"),
                new ResponsibilityView(
                        data,
                        ResponsibilityView.past(Services.await(past)),
                        List.of("customer", "partner", "aws").contains(owner) ? owner : "",
                        error));
    }
}
