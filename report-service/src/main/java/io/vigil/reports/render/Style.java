package io.vigil.reports.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Style sheets from our own resources. */
final class Style {
    private Style() {}

    static String read(String resource) {
        try (@Nullable InputStream found = Style.class.getResourceAsStream(resource)) {
            if (found == null) throw new IllegalStateException(resource + " is not in this build");
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
