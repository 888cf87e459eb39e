package io.vigil.gateway.session;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the session here, then Keycloak's, so that the next login asks for a password again. */
@Blocking
@Path("/logout")
public class LogoutEndpoint {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final CurrentPerson person;
    private final URI realm;

    LogoutEndpoint(
            Sessions sessions,
            SessionCookie cookie,
            CurrentPerson person,
            @ConfigProperty(name = "vigil.oidc.url") URI realm) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.person = person;
        this.realm = realm;
    }

    @POST
    @Public
    public Response leave(@Context UriInfo uri) {
        Session session = person.session();
        person.sessionId().ifPresent(sessions::end);
        URI keycloak = UriBuilder.fromUri(realm)
                .path("protocol/openid-connect/logout")
                .queryParam("client_id", "vigil-portal")
                .queryParam("id_token_hint", session.idToken())
                .queryParam(
                        "post_logout_redirect_uri",
                        uri.getBaseUriBuilder().path("/").build())
                .build();
        return Response.seeOther(keycloak).cookie(cookie.cleared()).build();
    }
}
