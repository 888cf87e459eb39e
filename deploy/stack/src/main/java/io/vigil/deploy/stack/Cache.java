package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Unpacked programs, shared by all stacks of a user. Root's cache lies outside root's home, because PostgreSQL then runs
 * as another user who must reach its binaries.
 */
final class Cache {
    private static final String DRAFT = ".draft-";

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
            deleteLeftDrafts();
            Path draft = Files.createTempDirectory(
                    folder(), name + DRAFT + ProcessHandle.current().pid() + "-");
            fill.accept(draft);
            RunAs.openToAll(draft);
            try {
                return Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                Folders.delete(draft);
                return ready;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PartFailed(
                    "cache", "cannot be written: " + e.getMessage() + "; VIGIL_CACHE names another folder", null, e);
        }
    }

    /** Of processes that ended while they filled one. */
    private static void deleteLeftDrafts() throws IOException {
        List<Path> drafts;
        try (Stream<Path> all = Files.list(folder())) {
            drafts = all.filter(path -> path.getFileName().toString().contains(DRAFT))
                    .toList();
        }
        for (Path draft : drafts) {
            String pid = draft.getFileName()
                    .toString()
                    .replaceFirst(".*" + DRAFT, "")
                    .replaceFirst("-.*", "");
            if (pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                Folders.delete(draft);
            }
        }
    }
}
