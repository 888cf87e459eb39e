package io.vigil.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie that carries the session's id: out of scripts' reach, and never in another site's request. Except on a
 * machine of one's own it travels over TLS alone, under a name that browsers take from this very host only.
 */
@ApplicationScoped
public class SessionCookie {
    static final String LOCAL_NAME = "vigil_session";
    static final String NAME = "__Host-" + LOCAL_NAME;

    private final boolean local;

    SessionCookie(@ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.local = local;
    }

    public String name() {
        return local ? LOCAL_NAME : NAME;
    }

    NewCookie of(String id) {
        return cookie(id).maxAge(NewCookie.DEFAULT_MAX_AGE).build();
    }

    NewCookie cleared() {
        return cookie("").maxAge(0).build();
    }

    private NewCookie.Builder cookie(String value) {
        return new NewCookie.Builder(name())
                .value(value)
                .path("/")
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure(!local);
    }
}
