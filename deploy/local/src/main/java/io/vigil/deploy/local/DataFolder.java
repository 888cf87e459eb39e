package io.vigil.deploy.local;

import io.vigil.deploy.stack.Folders;
import io.vigil.deploy.stack.PartFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a local platform keeps everything; held by one launcher at a time. */
final class DataFolder {
    private static final String NAME = "data";
    private static final long NEEDED_DISK_MIB = 1024;
    private static final long NEEDED_MEMORY_MIB = 2600;
    private static final int BYTES_PER_MIB = 1024 * 1024;
    private static final int KIB_PER_MIB = 1024;

    final Path folder;

    /** Held until this process ends, however it ends. */
    private @Nullable FileLock lock;

    DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Takes the folder and looks whether the machine has room for the platform. */
    void take() {
        try {
            Files.createDirectories(folder);
            Folders.passable(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw new PartFailed(NAME, "another ./vigil up runs on " + folder, null);
            }
            long disk = Files.getFileStore(folder).getUsableSpace() / BYTES_PER_MIB;
            if (disk < NEEDED_DISK_MIB) {
                throw new PartFailed(
                        NAME,
                        "needs " + NEEDED_DISK_MIB + " MiB of disk in " + folder + ", " + disk + " are free",
                        null);
            }
            long memory = availableMemoryMib();
            if (memory < NEEDED_MEMORY_MIB) {
                throw new PartFailed(
                        "memory", "needs " + NEEDED_MEMORY_MIB + " MiB, " + memory + " are available", null);
            }
        } catch (OverlappingFileLockException e) {
            throw new PartFailed(NAME, "another ./vigil up runs on " + folder, null, e);
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot use " + folder + ": " + e.getMessage(), null, e);
        }
    }

    /** Where the system does not tell, enough is assumed. */
    private static long availableMemoryMib() throws IOException {
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.notExists(meminfo)) {
            return Long.MAX_VALUE;
        }
        return kibibytes(Files.readAllLines(meminfo), "MemAvailable:") / KIB_PER_MIB;
    }

    /** Resident memory of these processes in MiB, 0 where the system does not tell. */
    static long residentMib(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(process -> {
                            try {
                                return kibibytes(
                                        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")), "VmRSS:");
                            } catch (IOException e) {
                                // it ended meanwhile, or there is no /proc
                                return 0;
                            }
                        })
                        .sum()
                / KIB_PER_MIB;
    }

    private static long kibibytes(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
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
