package io.vigil.gateway.headers;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every answer tells the browser not to do: run inline script or style, be framed, guess types, be cached. */
@ApplicationScoped
public class SecurityHeaders {
    private static final String STATIC = "/static/";

    private final String policy;

    SecurityHeaders(@ConfigProperty(name = "vigil.oidc.url") URI realm) {
        this.policy = policy(realm);
    }

    void install(@Observes Filters filters) {
        filters.register(this::apply, /* before everything else */ 1000);
    }

    /** The sign-out form ends in a redirect to Keycloak, so its origin is the one other target of a form. */
    static String policy(URI realm) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "form-action 'self' %s://%s".formatted(realm.getScheme(), realm.getAuthority()),
                "frame-ancestors 'none'",
                "base-uri 'none'");
    }

    private void apply(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if ("https".equals(request.request().scheme()))
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        if (!request.request().path().startsWith(STATIC)) headers.set("Cache-Control", "no-store");
        request.next();
    }
}
