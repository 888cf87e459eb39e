package io.vigil.gateway.session;

import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.permissions.Visit;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks at this page, and inside which tenant. */
@RequestScoped
public class CurrentPerson {
    private @Nullable String sessionId;
    private @Nullable Session session;
    private @Nullable Permissions permissions;
    private @Nullable Visit visit;

    void is(String knownId, Session known) {
        this.sessionId = knownId;
        this.session = known;
    }

    void may(Permissions known) {
        this.permissions = known;
    }

    void visits(Visit known) {
        this.visit = known;
    }

    public Optional<Session> signedIn() {
        return Optional.ofNullable(session);
    }

    Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    /** @throws IllegalStateException on a public page without a login */
    public Session session() {
        return signedIn().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    public Optional<Permissions> known() {
        return Optional.ofNullable(permissions);
    }

    /** @throws IllegalStateException on a public page */
    public Permissions permissions() {
        return known().orElseThrow(() -> new IllegalStateException("permissions were not asked for"));
    }

    public Optional<Visit> visiting() {
        return Optional.ofNullable(visit);
    }

    /** @throws IllegalStateException on a page that lies in no tenant */
    public Visit visit() {
        return visiting().orElseThrow(() -> new IllegalStateException("this page lies in no tenant"));
    }
}
