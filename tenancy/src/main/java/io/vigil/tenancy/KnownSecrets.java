package io.vigil.tenancy;

import java.util.List;
import java.util.Locale;

/** Passwords and secrets that everybody knows, from examples and from this project's own files. */
public final class KnownSecrets {
    private static final int SHORTEST = 16;

    /** The last one is what a realm or a deployment file says in place of a value that was left out. */
    private static final List<String> BEGINNINGS = List.of(
            "vigil",
            "demo",
            "password",
            "postgres",
            "keycloak",
            "changeme",
            "change-me",
            "secret",
            "example",
            "test",
            "admin",
            "${");

    private KnownSecrets() {}

    /**
     * @param what it is, for the one who has to choose another
     * @throws IllegalStateException if it is short, or begins as those of examples do
     */
    public static void refuse(String what, String secret) {
        String plain = secret.strip().toLowerCase(Locale.ROOT);
        if (plain.length() >= SHORTEST && BEGINNINGS.stream().noneMatch(plain::startsWith)) return;
        throw new IllegalStateException(
                "%s is shorter than %d characters or begins as those of examples do. Choose a random one, or set VIGIL_LOCAL=true on a machine of your own."
                        .formatted(what, SHORTEST));
    }
}
