package io.vigil.gateway.pages.grants;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.GrantId;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.StaffGrant;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who of the provider is, was or asks to be inside the workspace, and the customer's say in it. */
@Blocking
@Path("/t/{slug}/settings/access")
public class AccessPage {
    private static final int SHOWN = 50;

    private record NewAuditGrant(String reason) {}

    private final Services services;
    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final Shells shells;

    AccessPage(Services services, CurrentPerson person, AskPermissions permissions, Shells shells) {
        this.services = services;
        this.person = person;
        this.permissions = permissions;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable String cursor) {
        return shown(cursor, "", "");
    }

    private TemplateInstance shown(@Nullable String cursor, String reason, String error) {
        Visit visit = person.visit();
        String from = cursor == null ? "" : "&cursor=" + id(cursor);
        var rules = services.getting(Service.TENANTS, visit.caller(), grants(visit) + "/rules", StaffGrant.Rules.class);
        var listed = services.get(
                Service.TENANTS, visit.caller(), grants(visit) + "?limit=" + SHOWN + from, StaffGrant.Listing.class);
        return Templates.access(
                shells.of("settings/access", "Provider access"),
                AccessView.of(listed, Services.await(rules), cursor != null, reason, error));
    }

    @POST
    @Path("/standing")
    public Response standing(@RestForm @Nullable String reason) {
        Visit visit = person.visit();
        String why = reason == null ? "" : reason.strip();
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    grants(visit) + "/standing",
                    new NewAuditGrant(why),
                    StaffGrant.class);
            permissions.forgetAll();
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(null, why, refused.detail()).render())
                    .build();
        }
        return back(visit);
    }

    @POST
    @Path("/rules")
    public Response rules(@RestForm @Nullable String approval) {
        Visit visit = person.visit();
        services.put(
                Service.TENANTS,
                visit.caller(),
                grants(visit) + "/rules",
                new StaffGrant.Rules("required".equals(approval)));
        return back(visit);
    }

    @POST
    @Path("/{grant}/revoke")
    public Response revoke(@RestPath String grant) {
        Visit visit = person.visit();
        services.delete(Service.TENANTS, visit.caller(), grants(visit) + "/" + id(grant));
        permissions.forgetAll();
        return visit.asProvider() ? Response.seeOther(URI.create("/fleet")).build() : back(visit);
    }

    @POST
    @Path("/{grant}/approve")
    public Response approve(@RestPath String grant) {
        return decide(grant, "approve");
    }

    @POST
    @Path("/{grant}/refuse")
    public Response refuse(@RestPath String grant) {
        return decide(grant, "refuse");
    }

    /** What was answered or withdrawn meanwhile is shown as it is by now. */
    private Response decide(String grant, String how) {
        Visit visit = person.visit();
        try {
            services.command(Service.TENANTS, visit.caller(), grants(visit) + "/" + id(grant) + "/" + how);
            permissions.forgetAll();
        } catch (Refused over) {
            return Response.status(409)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(null, "", over.detail()).render())
                    .build();
        }
        return back(visit);
    }

    private static String grants(Visit visit) {
        return visit.path() + "/grants";
    }

    private static GrantId id(String text) {
        try {
            return GrantId.of(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private static Response back(Visit visit) {
        return Response.seeOther(URI.create(visit.home() + "/settings/access")).build();
    }
}
