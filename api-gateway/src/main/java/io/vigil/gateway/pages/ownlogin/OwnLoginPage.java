package io.vigil.gateway.pages.ownlogin;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.EmailDomain;
import io.vigil.gateway.upstream.OwnLogin;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where a customer's people sign in if not with a password of ours. */
@Blocking
@Path("/t/{slug}/settings/login")
public class OwnLoginPage {
    private static final String DOMAIN = "[a-z0-9.-]{1,253}";

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    OwnLoginPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        return shown("", Optional.empty());
    }

    private TemplateInstance shown(String error, Optional<OwnLoginView.Draft> draft) {
        Visit visit = person.visit();
        var login = services.getting(Service.TENANTS, visit.caller(), at("/identity-provider"), OwnLogin.class);
        var domains = services.listing(Service.TENANTS, visit.caller(), at("/email-domains"), EmailDomain.class);
        return Templates.ownlogin(
                shells.of("settings/login", "Own login"),
                OwnLoginView.of(
                        Services.await(login),
                        Services.await(domains),
                        visit.caller().role() == Role.MSP_ADMIN,
                        error,
                        draft));
    }

    private String at(String below) {
        return person.visit().path() + below;
    }

    /** An empty secret keeps the one that is there. */
    @POST
    public Response attach(
            @RestForm @Nullable String kind,
            @RestForm @Nullable String name,
            @RestForm @Nullable String address,
            @RestForm @Nullable String clientId,
            @RestForm @Nullable String clientSecret) {
        var draft = OwnLoginView.Draft.of(kind, name, address, clientId);
        Map<String, String> asked =
                new HashMap<>(Map.of("kind", draft.kind(), "name", draft.name(), "address", draft.address()));
        if (!draft.saml()) {
            asked.put("clientId", draft.clientId());
            if (clientSecret != null && !clientSecret.isEmpty()) asked.put("clientSecret", clientSecret);
        }
        return done(
                () -> services.put(Service.TENANTS, person.visit().caller(), at("/identity-provider"), asked),
                Optional.of(draft));
    }

    @POST
    @Path("/detach")
    public Response detach() {
        return done(
                () -> services.delete(Service.TENANTS, person.visit().caller(), at("/identity-provider")),
                Optional.empty());
    }

    @POST
    @Path("/domains")
    public Response name(@RestForm @Nullable String domain) {
        return done(
                () -> services.order(
                        Service.TENANTS,
                        person.visit().caller(),
                        at("/email-domains"),
                        Map.of("domain", domain == null ? "" : domain.strip())),
                Optional.empty());
    }

    @POST
    @Path("/domains/{domain}/verify")
    public Response verify(@RestPath String domain) {
        String path = domain(domain) + "/verify";
        return done(() -> services.command(Service.TENANTS, person.visit().caller(), path), Optional.empty());
    }

    @POST
    @Path("/domains/{domain}/remove")
    public Response remove(@RestPath String domain) {
        String path = domain(domain);
        return done(() -> services.delete(Service.TENANTS, person.visit().caller(), path), Optional.empty());
    }

    private String domain(String named) {
        if (!named.matches(DOMAIN)) throw Problem.notFound("nothing is here");
        return at("/email-domains/" + named);
    }

    private Response done(Runnable change, Optional<OwnLoginView.Draft> draft) {
        try {
            change.run();
            return Response.seeOther(URI.create(person.visit().home() + "/settings/login"))
                    .build();
        } catch (Refused refused) {
            return Response.status(refused.status())
                    .type("text/html; charset=UTF-8")
                    .entity(shown(refused.detail(), draft).render())
                    .build();
        }
    }
}
