package io.vigil.gateway.pages.accounts;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Imported;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Connects a list of accounts as people keep it; the same list may be sent again. */
@Blocking
@Path("/t/{slug}/accounts/import")
public class ImportPage {
    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    ImportPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance form() {
        return page(ImportView.EMPTY);
    }

    @POST
    public Response send(@RestForm @Nullable String list) {
        Visit visit = person.visit();
        String text = list == null ? "" : list;
        try {
            Imported imported = services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/accounts/import",
                    "text/csv",
                    ImportView.withHeading(text),
                    Imported.class);
            return Response.ok(page(ImportView.of(text, imported)).render(), "text/html; charset=UTF-8")
                    .build();
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(page(ImportView.refused(text, refused.detail())).render())
                    .build();
        }
    }

    private TemplateInstance page(ImportView view) {
        return Templates.importing(shells.of("accounts", "Connect a list"), view);
    }
}
