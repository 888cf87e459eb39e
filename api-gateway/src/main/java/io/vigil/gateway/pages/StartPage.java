package io.vigil.gateway.pages;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.session.DemandSecondFactor;
import io.vigil.gateway.session.Public;
import io.vigil.gateway.session.Session;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;

/** Where everybody begins: the welcome page, or the person's own workspace. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class StartPage {
    private static final int A_YEAR_IN_SECONDS = 365 * 24 * 3600;

    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final Shells shells;
    private final PortalConfig config;
    private final Services services;
    private final DemandSecondFactor secondFactor;

    StartPage(
            CurrentPerson person,
            AskPermissions permissions,
            Shells shells,
            PortalConfig config,
            Services services,
            DemandSecondFactor secondFactor) {
        this.person = person;
        this.permissions = permissions;
        this.shells = shells;
        this.config = config;
        this.services = services;
        this.secondFactor = secondFactor;
    }

    @GET
    @Public
    public Response start() {
        if (person.signedIn().isEmpty())
            return Response.ok(Templates.welcome(new WelcomeView(shells.theme(), config.name()))
                            .render())
                    .build();
        Permissions granted = permissions.of(person.session().subject());
        secondFactor.of(person.session(), granted);
        if (granted.ofProvider().isPresent()) return to("/fleet");
        if (granted.tenants().size() != 1) return to("/workspaces");
        Permissions.Membership only = granted.tenants().getFirst();
        return to("/t/" + only.slug() + (hasYetToConnect(only) ? "/accounts/connect" : "/posture"));
    }

    /** Whoever can connect the first account has nothing else to do here yet. */
    private boolean hasYetToConnect(Permissions.Membership member) {
        if (member.role() != Role.ADMIN) return false;
        Session session = person.session();
        Caller caller =
                new Caller(session.subject(), Optional.of(member.tenant()), member.role(), session.displayName());
        try {
            return services.list(Service.TENANTS, caller, "/tenants/" + member.tenant() + "/accounts", Account.class)
                    .isEmpty();
        } catch (Problem | ServiceUnavailable unknown) {
            return false;
        }
    }

    /** Where Keycloak's refusal of a login ends. */
    @GET
    @Public
    @Path("sign-in-failed")
    public Response refused() {
        FailureView view = FailureView.of(
                shells.theme(),
                401,
                "You are not signed in",
                "The login was cancelled or took too long. Nothing was changed.",
                "Sign in again",
                "/login");
        Log.infof("a login was refused, reference %s", view.reference());
        return Response.status(view.status()).entity(view.html()).build();
    }

    /** For who belongs to several customers, or to none yet. */
    @GET
    @Path("workspaces")
    public String workspaces() {
        return Templates.choose(shells.of("workspaces", "Workspaces")).render();
    }

    /** Remembers the other theme; the page that asked is shown again. */
    @POST
    @Path("theme")
    public Response theme(@Context HttpHeaders headers, @Context UriInfo uri) {
        String next = shells.theme().equals("dark") ? "light" : "dark";
        return Response.seeOther(back(headers, uri))
                .cookie(new NewCookie.Builder(Themes.COOKIE)
                        .value(next)
                        .path("/")
                        .maxAge(A_YEAR_IN_SECONDS)
                        .sameSite(NewCookie.SameSite.LAX)
                        .httpOnly(true)
                        .secure("https".equals(uri.getRequestUri().getScheme()))
                        .build())
                .build();
    }

    private static URI back(HttpHeaders headers, UriInfo uri) {
        String referer = headers.getHeaderString("Referer");
        if (referer == null) return URI.create("/");
        try {
            URI from = URI.create(referer);
            boolean ours = uri.getBaseUri().getAuthority().equals(from.getAuthority());
            return ours ? from : URI.create("/");
        } catch (IllegalArgumentException noAddress) {
            return URI.create("/");
        }
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
