package io.vigil.gateway.pages;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dark or light, as the reader chose; the system's own where nobody chose. */
final class Themes {
    static final String COOKIE = "vigil_theme";

    private static final Set<String> KNOWN = Set.of("dark", "light");

    private Themes() {}

    /** Empty to follow the system. */
    static String of(@Nullable String cookie) {
        return cookie != null && KNOWN.contains(cookie) ? cookie : "";
    }
}
