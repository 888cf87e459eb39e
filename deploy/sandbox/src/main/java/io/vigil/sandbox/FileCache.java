package io.vigil.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was read from files and folders, until one of them changes; so an edit shows at the next call. */
final class FileCache<T> {
    /** File systems stamp by the kernel's tick: a file younger than this when read may change under the same stamp. */
    private static final Duration STAMP_GRAIN = Duration.ofMillis(50);

    interface Reader<T> {
        T read(Path path) throws IOException;
    }

    private record Entry<T>(Instant modified, long bytes, boolean settled, T content) {}

    private final Map<Path, Entry<T>> entries = new ConcurrentHashMap<>();
    private final InstantSource clock = InstantSource.system();
    private final Reader<T> reader;

    FileCache(Reader<T> reader) {
        this.reader = reader;
    }

    Optional<T> get(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var modified = attributes.lastModifiedTime().toInstant();
            var known = entries.get(path);
            if (known != null
                    && known.settled()
                    && known.modified().equals(modified)
                    && known.bytes() == attributes.size()) {
                return Optional.of(known.content());
            }
            var settled = modified.plus(STAMP_GRAIN).isBefore(clock.instant());
            var content = reader.read(path);
            entries.put(path, new Entry<>(modified, attributes.size(), settled, content));
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            entries.remove(path);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
