package io.vigil.gateway.session;

import java.time.Instant;

/**
 * A person's login, kept in the gateway; the browser holds an opaque id alone.
 *
 * @param subject Keycloak's stable id of the login
 * @param secondFactor whether a one-time code was given beside the password
 * @param csrf what every state-changing form of this session must bring along
 * @param idToken names the session to Keycloak when it is to be ended there too
 */
public record Session(
        String subject,
        String displayName,
        String email,
        boolean secondFactor,
        String csrf,
        String idToken,
        Instant startedAt) {

    @Override
    public String toString() {
        return "Session[subject=%s, startedAt=%s]".formatted(subject, startedAt);
    }
}
