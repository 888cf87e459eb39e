package io.vigil.tenants.identity;

/** Keycloak understood and refuses, with its own words. */
public final class KeycloakRefused extends RuntimeException {
    private final int status;
    private final String words;

    KeycloakRefused(int status, String what, String words) {
        super("Keycloak answers %d to %s%s".formatted(status, what, words.isEmpty() ? "" : ": " + words));
        this.status = status;
        this.words = words;
    }

    public int status() {
        return status;
    }

    public String words() {
        return words;
    }
}
