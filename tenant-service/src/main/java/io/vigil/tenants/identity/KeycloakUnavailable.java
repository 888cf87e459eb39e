package io.vigil.tenants.identity;

/** Keycloak does not answer, fails, or is not configured; what was asked of it may be asked again. */
public final class KeycloakUnavailable extends RuntimeException {
    KeycloakUnavailable(String why) {
        super(why);
    }

    KeycloakUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
