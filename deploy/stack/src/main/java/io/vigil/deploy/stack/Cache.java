package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Unpacked programs, shared by all stacks of a user. Root's cache lies outside root's home, because PostgreSQL then runs
 * as another user who must reach its binaries.
 */
final class Cache {
    private Cache() {}

    static Path folder() {
        String own = System.getenv("VIGIL_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        if (RunAs.isRoot()) {
            return Path.of("/var/cache/vigil");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return (xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("vigil");
    }

    /** The folder of that name, filled by {@code fill} when it is not there; two processes may do so at once. */
    static Path get(String name, Consumer<Path> fill) {
        Path ready = folder().resolve(name);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        try {
            Files.createDirectories(folder());
            Path draft = Files.createTempDirectory(folder(), name + ".draft-");
            fill.accept(draft);
            RunAs.openToAll(draft);
            try {
                return Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                Folders.delete(draft);
                return ready;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cache " + folder(), e);
        }
    }
}
