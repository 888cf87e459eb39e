package io.vigil.gateway.session;

import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A request that changes something must bring the secret of its own session, in the form or in a header; another site
 * can make a browser send the cookie, but cannot read that secret.
 */
@ApplicationScoped
public class RefuseForgedRequests {
    public static final String FIELD = "csrf";
    public static final String HEADER = "X-CSRF-Token";

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final SessionCookie sessionCookie;

    RefuseForgedRequests(Sessions sessions, SessionCookie sessionCookie) {
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
    }

    @WithFormRead
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 1)
    public void check(ResteasyReactiveContainerRequestContext request, ResourceInfo endpoint) {
        if (HARMLESS.contains(request.getMethod())) return;
        BringsOwnSecret secret = endpoint.getResourceMethod().getAnnotation(BringsOwnSecret.class);
        if (secret != null && secret.fromAnywhere()) return;
        if (fromAnotherSite(request.getHeaderString("Sec-Fetch-Site"))) throw refused();
        if (ofAnotherOrigin(request)) throw refused();
        if (secret != null) return;
        Cookie cookie = request.getCookies().get(sessionCookie.name());
        Session session = Optional.ofNullable(cookie)
                .flatMap(given -> sessions.find(given.getValue()))
                .orElseThrow(RefuseForgedRequests::refused);
        if (!same(session.csrf(), given(request))) throw refused();
    }

    private static @Nullable String given(ResteasyReactiveContainerRequestContext request) {
        String header = request.getHeaderString(HEADER);
        if (header != null) return header;
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormParameter(FIELD, /* single */ true, /* encoded */ false) instanceof String field
                ? field
                : null;
    }

    private static boolean fromAnotherSite(@Nullable String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Older browsers say no more than this; what sends no origin at all must still bring the secret. */
    private static boolean ofAnotherOrigin(ResteasyReactiveContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        return origin != null
                && !origin.equals("http://" + request.getHeaderString("Host"))
                && !origin.equals("https://" + request.getHeaderString("Host"));
    }

    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refused() {
        return Problem.forbidden("This form is no longer valid. Load the page again and repeat it.");
    }
}
