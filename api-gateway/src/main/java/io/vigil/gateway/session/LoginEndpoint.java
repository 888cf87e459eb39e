package io.vigil.gateway.session;

import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.json.JsonString;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Collection;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Where Keycloak's code flow ends and a session of the gateway begins. The extension does the protocol (PKCE, state,
 * nonce, signature); its own cookie is dropped at once, so no token stays in the browser.
 */
@Public
@Blocking
@Path("/login")
public class LoginEndpoint {
    /** What the realm calls its one-time codes. */
    private static final String SECOND_FACTOR = "otp";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final OidcSession codeFlow;

    @IdToken
    @SuppressWarnings("NullAway.Init")
    @jakarta.inject.Inject
    JsonWebToken idToken;

    LoginEndpoint(Sessions sessions, SessionCookie cookie, OidcSession codeFlow) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.codeFlow = codeFlow;
    }

    @GET
    @Authenticated
    public Response begin(@QueryParam("to") @DefaultValue("/") String to, @Context HttpHeaders headers) {
        Cookie before = headers.getCookies().get(cookie.name());
        if (before != null) sessions.end(before.getValue());
        var started = sessions.start(
                idToken.getSubject(), displayName(), claim("email"), secondFactor(), idToken.getRawToken());
        codeFlow.logout().await().indefinitely();
        return Response.seeOther(URI.create(ofThisSite(to)))
                .cookie(cookie.of(started.id()))
                .build();
    }

    private String displayName() {
        String name = claim("name");
        return name.isBlank() ? claim("preferred_username") : name;
    }

    /** {@code amr} lists what was asked for and given (RFC 8176). */
    private boolean secondFactor() {
        return idToken.getClaim("amr") instanceof Collection<?> methods
                && methods.stream()
                        .map(method -> method instanceof JsonString text ? text.getString() : String.valueOf(method))
                        .anyMatch(SECOND_FACTOR::equals);
    }

    private String claim(String name) {
        return idToken.getClaim(name) instanceof String text ? text : "";
    }

    /** Only a path of ours, so that a link to the login cannot lead elsewhere. */
    static String ofThisSite(String to) {
        boolean path = to.startsWith("/") && !to.startsWith("//") && !to.startsWith("/login") && to.indexOf('\\') < 0;
        try {
            return path && URI.create(to).getHost() == null ? to : "/";
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }
}
