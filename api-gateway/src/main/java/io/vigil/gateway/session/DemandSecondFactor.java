package io.vigil.gateway.session;

import io.vigil.gateway.permissions.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The provider's staff sees nothing without a second factor, whatever Keycloak was told to ask for: who is staff stands in
 * the platform's own rows, and a login may have missed the role that makes Keycloak ask.
 */
@ApplicationScoped
public class DemandSecondFactor {
    private final boolean demanded;

    DemandSecondFactor(@ConfigProperty(name = "vigil.staff-second-factor", defaultValue = "true") boolean demanded) {
        this.demanded = demanded;
    }

    /** @throws SecondFactorMissing for staff that gave a password alone */
    public void of(Session session, Permissions granted) {
        if (!isGiven(session, granted)) throw new SecondFactorMissing();
    }

    /** Whether nothing is missing, also since none is demanded. */
    public boolean isGiven(Session session, Permissions granted) {
        return !demanded || session.secondFactor() || granted.ofProvider().isEmpty();
    }
}
