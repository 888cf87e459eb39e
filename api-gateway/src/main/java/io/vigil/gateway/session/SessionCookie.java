package io.vigil.gateway.session;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

/** The cookie that carries the session's id: out of scripts' reach, and never to another site's request. */
public final class SessionCookie {
    public static final String NAME = "vigil_session";

    private SessionCookie() {}

    static NewCookie of(String id, UriInfo uri) {
        return cookie(id, uri).maxAge(NewCookie.DEFAULT_MAX_AGE).build();
    }

    static NewCookie cleared(UriInfo uri) {
        return cookie("", uri).maxAge(0).build();
    }

    private static NewCookie.Builder cookie(String value, UriInfo uri) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure("https".equals(uri.getRequestUri().getScheme()));
    }
}
