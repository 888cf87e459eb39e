package io.vigil.deploy.stack;

import java.util.Arrays;
import java.util.Locale;

/** Where the real parts come from; the system property {@code stack}, {@link #EMBEDDED} by default. */
public enum StackMode {
    /** From Maven artifacts, in processes of our own. */
    EMBEDDED,
    /** In containers by Testcontainers, where an engine answers. */
    CONTAINERS,
    /** Running elsewhere; addresses in environment variables. */
    EXTERNAL;

    public static final String PROPERTY = "stack";

    public static StackMode chosen() {
        String word = System.getProperty(PROPERTY, "embedded");
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + word + ": use embedded, containers or external"));
    }
}
