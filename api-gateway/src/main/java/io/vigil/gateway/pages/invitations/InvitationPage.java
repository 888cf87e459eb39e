package io.vigil.gateway.pages.invitations;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vigil.contracts.EventJson;
import io.vigil.gateway.limits.RateLimits;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.session.BringsOwnSecret;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.session.Public;
import io.vigil.gateway.session.Session;
import io.vigil.gateway.tokens.ClientAddress;
import io.vigil.gateway.upstream.Invitation;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where an invitation's link leads. Looking changes nothing, since mail programs look too. */
@Public
@Blocking
@Path("/invitations/{secret}")
public class InvitationPage {
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());
    private static final String SECRET = "[A-Za-z0-9_-]{43}";

    private record Link(String digest) {}

    /** @param subject of who is signed in; null for who makes a login */
    private record Acceptance(
            String digest,
            @Nullable String subject,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Acceptance[subject=%s]".formatted(subject);
        }
    }

    private final Services services;
    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final Shells shells;

    InvitationPage(
            Services services,
            CurrentPerson person,
            AskPermissions permissions,
            RateLimits limits,
            ClientAddress addresses,
            Shells shells) {
        this.services = services;
        this.person = person;
        this.permissions = permissions;
        this.limits = limits;
        this.addresses = addresses;
        this.shells = shells;
    }

    @GET
    public Response show(@RestPath String secret, @Context HttpServerRequest request) {
        return page(view(secret, request, "", InvitationView.Draft.EMPTY));
    }

    @POST
    @BringsOwnSecret
    public Response accept(
            @RestPath String secret,
            @RestForm @Nullable String firstName,
            @RestForm @Nullable String lastName,
            @RestForm @Nullable String password,
            @RestForm @Nullable String again,
            @Context HttpServerRequest request) {
        var draft = new InvitationView.Draft(text(firstName), text(lastName));
        InvitationView before = view(secret, request, "", draft);
        boolean making = before.step() == InvitationView.Step.MAKE_LOGIN;
        if (!making && before.step() != InvitationView.Step.TAKE) return page(before);
        if (making && (password == null || !password.equals(again)))
            return page(view(secret, request, "The two passwords differ.", draft));
        String subject = making ? null : person.session().subject();
        try {
            Invitation.Accepted taken = asked(() -> services.post(
                    Service.TENANTS,
                    GATEWAY,
                    "/invitations/accept",
                    new Acceptance(
                            digest(secret), subject, draft.firstName(), draft.lastName(), making ? password : null),
                    Invitation.Accepted.class));
            permissions.forget(taken.subject());
            String home = "/t/" + taken.slug() + "/posture";
            return Response.seeOther(URI.create(making ? "/login?to=" + home : home))
                    .build();
        } catch (Refused refused) {
            return page(view(secret, request, refused.detail(), draft));
        }
    }

    private InvitationView view(String secret, HttpServerRequest request, String error, InvitationView.Draft draft) {
        String address = addresses.of(request).orElse("unknown");
        if (!secret.matches(SECRET) || limits.waitOf(address).isPresent())
            return InvitationView.unknown(shells.theme());
        Invitation.Seen seen = asked(() -> services.post(
                        Service.TENANTS,
                        GATEWAY,
                        "/invitations/look",
                        new Link(digest(secret)),
                        Invitation.Looked.class))
                .invitation();
        if (seen == null) {
            limits.refused(address);
            return InvitationView.unknown(shells.theme());
        }
        @Nullable Session session = person.signedIn().orElse(null);
        return InvitationView.of(shells.theme(), secret, seen, session, error, draft);
    }

    private static <R> R asked(Supplier<R> question) {
        try {
            return question.get();
        } catch (ServiceUnavailable down) {
            throw Problem.unavailable(
                    "Invitations cannot be looked at right now. Yours is not lost; open the link again in a moment.");
        }
    }

    private static Response page(InvitationView view) {
        return Response.status(view.status())
                .type("text/html; charset=UTF-8")
                .entity(Templates.invitation(view).render())
                .build();
    }

    private static String digest(String secret) {
        return EventJson.digestOf(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
