package io.vigil.gateway.pages.members;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Invitation;
import io.vigil.gateway.upstream.Member;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who is in the workspace and as what, and whom it asked in. */
@Blocking
@Path("/t/{slug}/settings/members")
public class MembersPage {
    private final Services services;
    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final Shells shells;

    MembersPage(Services services, CurrentPerson person, AskPermissions permissions, Shells shells) {
        this.services = services;
        this.person = person;
        this.permissions = permissions;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        return shown("", MembersView.Draft.EMPTY);
    }

    private TemplateInstance shown(String error, MembersView.Draft draft) {
        Visit visit = person.visit();
        var members = services.listing(Service.TENANTS, visit.caller(), visit.path() + "/members", Member.class);
        var invitations =
                services.listing(Service.TENANTS, visit.caller(), visit.path() + "/invitations", Invitation.class);
        return Templates.members(
                shells.of("settings/members", "Members"),
                MembersView.of(
                        Services.await(members),
                        Services.await(invitations),
                        person.session().subject(),
                        error,
                        draft));
    }

    @POST
    @Path("/invite")
    public Response invite(@RestForm @Nullable String email, @RestForm @Nullable String role) {
        Visit visit = person.visit();
        MembersView.Draft draft = MembersView.Draft.of(email, role);
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/invitations",
                    Map.of("email", draft.email(), "role", draft.role()),
                    Invitation.class);
            return back();
        } catch (Refused refused) {
            return refused(refused, draft);
        }
    }

    @POST
    @Path("/invitations/{invitation}/resend")
    public Response again(@RestPath UUID invitation) {
        Visit visit = person.visit();
        return done(() -> services.command(
                Service.TENANTS, visit.caller(), visit.path() + "/invitations/" + invitation + "/resend"));
    }

    @POST
    @Path("/invitations/{invitation}/withdraw")
    public Response withdraw(@RestPath UUID invitation) {
        Visit visit = person.visit();
        return done(
                () -> services.delete(Service.TENANTS, visit.caller(), visit.path() + "/invitations/" + invitation));
    }

    @POST
    @Path("/role")
    public Response change(@RestForm @Nullable String subject, @RestForm @Nullable String role) {
        Visit visit = person.visit();
        return done(() -> services.put(
                Service.TENANTS, visit.caller(), path(visit, subject), Map.of("role", role == null ? "" : role)));
    }

    @POST
    @Path("/remove")
    public Response remove(@RestForm @Nullable String subject) {
        Visit visit = person.visit();
        return done(() -> services.delete(Service.TENANTS, visit.caller(), path(visit, subject)));
    }

    private static String path(Visit visit, @Nullable String subject) {
        String named = URLEncoder.encode(subject == null ? "" : subject, StandardCharsets.UTF_8);
        return visit.path() + "/members/" + named.replace("+", "%20");
    }

    private Response done(Runnable change) {
        try {
            change.run();
            // whoever was changed need not wait until it is asked for again
            permissions.forgetAll();
            return back();
        } catch (Refused refused) {
            return refused(refused, MembersView.Draft.EMPTY);
        }
    }

    private Response refused(Refused refused, MembersView.Draft draft) {
        return Response.status(refused.status())
                .type("text/html; charset=UTF-8")
                .entity(shown(refused.detail(), draft).render())
                .build();
    }

    private Response back() {
        return Response.seeOther(URI.create(person.visit().home() + "/settings/members"))
                .build();
    }
}
