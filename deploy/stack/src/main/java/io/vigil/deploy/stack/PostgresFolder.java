package io.vigil.deploy.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a cluster's files lie: in the stack's own folder, or, when root runs PostgreSQL as nobody and nobody cannot reach
 * that folder (a home of mode 0700), in a folder beside the temporary ones whose path is kept in the stack's folder.
 */
final class PostgresFolder {
    /** Survives a reboot, unlike /tmp. */
    private static final Path REACHABLE = Path.of("/var/tmp");

    private static final String PREFIX = "vigil-postgres-";

    private PostgresFolder() {}

    static Path of(Path stackFolder) throws IOException {
        Path wanted = stackFolder.toAbsolutePath();
        Files.createDirectories(wanted);
        if (!RunAs.isRoot() || RunAs.reachable(wanted)) {
            return wanted;
        }
        Path pointer = wanted.resolve("moved-to");
        if (Files.exists(pointer)) {
            Path moved = Path.of(Files.readString(pointer).strip());
            if (Files.isDirectory(moved)) {
                return moved;
            }
        }
        forgetFormer(wanted);
        Path moved = Files.createDirectories(REACHABLE.resolve(PREFIX + UUID.randomUUID()));
        RunAs.openToAll(moved);
        Files.writeString(moved.resolve("belongs-to"), wanted.toString());
        Files.writeString(pointer, moved.toString());
        return moved;
    }

    /** Deletes clusters whose folder is gone or begins anew: whoever deleted the folder meant them too. */
    private static void forgetFormer(Path stackFolder) throws IOException {
        try (Stream<Path> folders = Files.list(REACHABLE)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                Path note = folder.resolve("belongs-to");
                if (Files.exists(note)) {
                    Path owner = Path.of(Files.readString(note));
                    if (owner.equals(stackFolder) || Files.notExists(owner)) {
                        Folders.delete(folder);
                    }
                }
            }
        }
    }
}
