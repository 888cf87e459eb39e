package io.vigil.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the system tells of memory, in MiB: the machine's and that of the control group (a container's limit).
 *
 * @param root of the file system that has {@code proc} and {@code sys}; {@code /} outside tests
 */
record Memory(Path root) {
    private static final int KIB_PER_MIB = 1024;
    private static final int BYTES_PER_MIB = 1024 * 1024;
    private static final String GROUP = "sys/fs/cgroup";

    static Memory ofThisMachine() {
        return new Memory(Path.of("/"));
    }

    /** What a program may still take; empty where the system does not tell. */
    OptionalLong available() {
        List<String> machine = lines("proc/meminfo");
        if (machine.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(number(machine, "MemAvailable:") / KIB_PER_MIB, ofGroup()));
    }

    private long ofGroup() {
        String limit = String.join("", lines(GROUP + "/memory.max"));
        if (limit.isEmpty() || limit.equals("max")) {
            return Long.MAX_VALUE;
        }
        long used = Long.parseLong(String.join("", lines(GROUP + "/memory.current")));
        // the kernel drops cached files before it refuses memory
        long cached = number(lines(GROUP + "/memory.stat"), "inactive_file ");
        return (Long.parseLong(limit) - used + cached) / BYTES_PER_MIB;
    }

    /** Resident memory of these processes, 0 where the system does not tell. */
    long resident(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(process -> number(lines("proc/" + process.pid() + "/status"), "VmRSS:"))
                        .sum()
                / KIB_PER_MIB;
    }

    /** None where there is no such file, or where its process has just ended. */
    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
