package io.vigil.gateway.pages.scans;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Scan;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Asks for a scan and shows how far it is, region by region. */
@Blocking
@Path("/t/{slug}/scans")
public class ScanPage {
    private record NewScan(String account) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    ScanPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @POST
    public Response ask(@RestForm @Nullable String account) {
        if (account == null || !account.matches("\\d{12}")) throw Problem.badRequest("Choose an account to scan.");
        Visit visit = person.visit();
        Scan scan = services.post(
                Service.TENANTS, visit.caller(), visit.path() + "/scans", new NewScan(account), Scan.class);
        return Response.seeOther(URI.create(visit.home() + "/scans/" + scan.id()))
                .build();
    }

    @GET
    @Path("/{scan}")
    public TemplateInstance show(@RestPath UUID scan) {
        Visit visit = person.visit();
        Scan known = services.get(Service.TENANTS, visit.caller(), visit.path() + "/scans/" + scan, Scan.class);
        return Templates.scan(shells.of("accounts", "Scan"), ScanView.of(known));
    }

    @POST
    @Path("/{scan}/cancel")
    public Response cancel(@RestPath UUID scan) {
        Visit visit = person.visit();
        services.delete(Service.TENANTS, visit.caller(), visit.path() + "/scans/" + scan);
        return Response.seeOther(URI.create(visit.home() + "/scans/" + scan)).build();
    }
}
