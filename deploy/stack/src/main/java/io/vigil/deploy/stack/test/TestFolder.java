package io.vigil.deploy.stack.test;

import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data of one test JVM's parts, in the temporary folder and named by the JVM's process id. The next test JVM clears up
 * after those that are gone, with the processes that a killed one left running.
 */
final class TestFolder {
    private static final String PREFIX = "vigil-tests-";

    private TestFolder() {}

    static Path create() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            clearUp(temporary);
            Path folder = Files.createTempDirectory(
                    temporary, PREFIX + ProcessHandle.current().pid() + "-");
            // PostgreSQL runs as another user when root tests
            Folders.passable(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the temporary folder " + temporary, e);
        }
    }

    private static void clearUp(Path temporary) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(temporary)) {
            folders = all.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isWritable)
                    .filter(folder -> !alive(folder))
                    .toList();
        }
        for (Path folder : folders) {
            try (Stream<Path> records = Files.list(folder)) {
                records.filter(file -> file.getFileName().toString().startsWith("children-"))
                        .forEach(file -> new Children(file).endOrphans());
            }
            Folders.delete(folder);
        }
    }

    private static boolean alive(Path folder) {
        String pid = folder.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
        return pid.chars().allMatch(Character::isDigit)
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
