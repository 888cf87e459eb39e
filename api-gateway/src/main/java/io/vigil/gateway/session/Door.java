package io.vigil.gateway.session;

import io.vigil.gateway.limits.RateLimits;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.NoGrant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Stands before every page: no session, no page; no permission in the tenant of the path, no such page. */
@ApplicationScoped
public class Door {
    private final Sessions sessions;
    private final SessionCookie sessionCookie;
    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final EnterTenant tenants;
    private final DemandSecondFactor secondFactor;
    private final RateLimits limits;

    Door(
            Sessions sessions,
            SessionCookie sessionCookie,
            CurrentPerson person,
            AskPermissions permissions,
            EnterTenant tenants,
            DemandSecondFactor secondFactor,
            RateLimits limits) {
        this.limits = limits;
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.person = person;
        this.permissions = permissions;
        this.tenants = tenants;
        this.secondFactor = secondFactor;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Optional<Response> open(ContainerRequestContext request, ResourceInfo endpoint) {
        Cookie cookie = request.getCookies().get(sessionCookie.name());
        if (cookie != null)
            sessions.find(cookie.getValue()).ifPresent(session -> person.is(cookie.getValue(), session));
        if (isPublic(endpoint)) return Optional.empty();
        if (person.signedIn().isEmpty()) return Optional.of(toLogin(request));
        enter(request.getUriInfo().getPathParameters().getFirst("slug"));
        return Optional.empty();
    }

    private void enter(@Nullable String slug) {
        Session session = person.session();
        // before anybody is asked what the person may do
        limits.visit(session.subject());
        Permissions granted = permissions.of(session.subject());
        secondFactor.of(session, granted);
        person.may(granted);
        if (slug == null) return;
        person.visits(tenants.bySlug(granted, session.displayName(), slug).orElseThrow(() -> noEntry(granted, slug)));
    }

    /** The provider's staff knows all customers and is told how to enter; to everybody else the tenant is not there. */
    private RuntimeException noEntry(Permissions granted, String slug) {
        if (!granted.mayAskForGrants()) return Problem.notFound("nothing is here");
        return tenants.customer(slug)
                .<RuntimeException>map(customer -> new NoGrant(customer.slug(), customer.name()))
                .orElseGet(() -> Problem.notFound("nothing is here"));
    }

    private static boolean isPublic(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(Public.class)
                || endpoint.getResourceClass().isAnnotationPresent(Public.class);
    }

    /** A page is asked for again after the login; a form or a part of a page is not replayed. */
    private static Response toLogin(ContainerRequestContext request) {
        boolean partOfPage = request.getHeaderString("HX-Request") != null;
        boolean page = "GET".equals(request.getMethod()) && !partOfPage;
        URI here = request.getUriInfo().getRequestUri();
        URI login = page ? ToLogin.andBack(here.getRawPath(), here.getRawQuery()) : ToLogin.andBack("/", null);
        if (partOfPage)
            return Response.status(401).header("HX-Redirect", login.toString()).build();
        return Response.seeOther(login).build();
    }
}
