package io.vigil.scanner.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a person watches. */
final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** A console alone says little: newer JDKs have one even where the output is redirected. */
    static boolean isOne() {
        @Nullable Console console = System.console();
        if (console == null) return false;
        if (!Files.exists(STANDARD_ERROR)) return true;
        try {
            String device = STANDARD_ERROR.toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException closed) {
            return false;
        }
    }
}
