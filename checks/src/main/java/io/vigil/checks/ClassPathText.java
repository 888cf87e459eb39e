package io.vigil.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text files that come with this library, wherever its jar lies. */
final class ClassPathText {
    private ClassPathText() {}

    static String read(String path) {
        try (InputStream file = ClassPathText.class.getResourceAsStream("/" + path)) {
            if (file == null) throw new IllegalStateException("the file %s is not on the class path".formatted(path));
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the file %s cannot be read".formatted(path), broken);
        }
    }

    static List<String> lines(String path) {
        return read(path).lines().filter(line -> !line.isBlank()).toList();
    }
}
