package io.vigil.deploy.local;

import io.vigil.deploy.stack.Folders;
import io.vigil.deploy.stack.PartFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a local platform keeps everything; held by one launcher at a time. */
final class DataFolder {
    private static final String NAME = "data";
    private static final long NEEDED_DISK_MIB = 1024;

    /** PostgreSQL's log segments and Kafka's alone are larger. */
    private static final long FULL_DISK_MIB = 64;

    private static final long NEEDED_MEMORY_MIB = 2600;
    private static final int BYTES_PER_MIB = 1024 * 1024;

    final Path folder;

    /** Held until this process ends, however it ends. */
    private @Nullable FileLock lock;

    DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Takes the folder for this process. */
    void take() {
        try {
            Files.createDirectories(folder);
            refuseAnothersFolder();
            Folders.passable(folder);
            Path file = folder.resolve("lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw taken(Files.readString(file));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        } catch (OverlappingFileLockException e) {
            throw taken(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot use " + folder + ": " + reason(e) + "; --data names another", null, e);
        }
    }

    private PartFailed taken(String pid) {
        return new PartFailed(
                NAME,
                "another ./vigil up (process " + pid.strip() + ") runs on " + folder
                        + "; end it, or name another folder" + " with --data",
                null);
    }

    /** Also root's: the database would later belong to the wrong user. */
    private void refuseAnothersFolder() throws IOException {
        String owner = Files.getOwner(folder).getName();
        String user = System.getProperty("user.name");
        if (!owner.equals(user)) {
            throw new PartFailed(
                    NAME, folder + " belongs to " + owner + ", not to " + user + "; name another with --data", null);
        }
    }

    /** What is wrong, without the path. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "it is a file";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> e.toString();
        };
    }

    /** Keeps the logs of the run before beside those of this one, and none older. */
    void freshLogs() {
        Path former = of("logs.previous");
        try {
            Folders.delete(former);
            if (Files.exists(logs())) {
                Files.move(logs(), former);
            }
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot write to " + folder + ": " + reason(e), null, e);
        }
    }

    /** Looks whether the machine has room for the platform; what an earlier launcher left running must have ended. */
    void demandRoom(Memory memory) {
        long disk = freeMib();
        if (disk < NEEDED_DISK_MIB) {
            throw new PartFailed(
                    "disk", "needs " + NEEDED_DISK_MIB + " MiB in " + folder + ", " + disk + " are free", null);
        }
        OptionalLong available = memory.available();
        if (available.isPresent() && available.getAsLong() < NEEDED_MEMORY_MIB) {
            throw new PartFailed(
                    "memory", "needs " + NEEDED_MEMORY_MIB + " MiB, " + available.getAsLong() + " are available", null);
        }
    }

    /** Without room every part fails in words of its own; then this is what the user must know. */
    Optional<String> lackOfRoom() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        long free = freeMib();
        return free >= FULL_DISK_MIB
                ? Optional.empty()
                : Optional.of(
                        "disk: %d MiB are free in %s; make room (%d MiB at least) and start again, what was taken in is kept"
                                .formatted(free, folder, NEEDED_DISK_MIB));
    }

    private long freeMib() {
        try {
            return Files.getFileStore(folder).getUsableSpace() / BYTES_PER_MIB;
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot use " + folder + ": " + reason(e), null, e);
        }
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    Path logs() {
        return of("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** The AWS accounts that the sandbox serves: the demo's at first, then whatever the user makes of them. */
    Path accounts(Path demo) {
        Path accounts = of("sandbox").resolve("accounts");
        if (Files.isDirectory(accounts)) {
            return accounts;
        }
        Path draft = of("sandbox").resolve("accounts.draft");
        Folders.delete(draft);
        try (Stream<Path> files = Files.isDirectory(demo) ? Files.walk(demo) : Stream.empty()) {
            Files.createDirectories(draft);
            for (Path file : files.toList()) {
                Path target = draft.resolve(demo.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return Files.move(draft, accounts);
        } catch (IOException e) {
            throw new PartFailed(Platform.SANDBOX, "cannot copy the demo accounts: " + e.getMessage(), null, e);
        }
    }
}
