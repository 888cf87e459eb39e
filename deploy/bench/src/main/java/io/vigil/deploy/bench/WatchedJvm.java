package io.vigil.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM whose use of the machine is looked at while it runs: the kernel forgets a process when it ends. */
final class WatchedJvm implements AutoCloseable {
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(");
    private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long LOOK_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 30;
    private static final int KIB_PER_MIB = 1024;

    private final Process process;
    private final Path collections;
    private final long began = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private OptionalLong resident = OptionalLong.empty();

    private WatchedJvm(Process process, Path collections) {
        this.process = process;
        this.collections = collections;
    }

    /** @param log takes what the process says; beside it lies the log of its collections */
    static WatchedJvm start(ProcessBuilder command, Path log) throws IOException {
        Path collections = log.resolveSibling(log.getFileName() + ".gc");
        command.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:gc:file=" + collections);
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new WatchedJvm(process, collections);
    }

    /** Looks again; both figures only grow. */
    boolean isAlive() throws InterruptedException {
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) return false;
        process.info().totalCpuDuration().ifPresent(now -> cpu = now);
        try {
            Matcher highWater = HIGH_WATER.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
            if (highWater.find()) resident = OptionalLong.of(Long.parseLong(highWater.group(1)) / KIB_PER_MIB);
        } catch (IOException ended) {
            // or a system without /proc: then the figure is absent
        }
        return true;
    }

    /** Waits for its end. */
    Measured ended() throws IOException, InterruptedException {
        while (isAlive()) {}
        return new Measured(
                process.exitValue(),
                Duration.ofNanos(System.nanoTime() - began),
                cpu,
                peakHeapMib(collections),
                resident);
    }

    /** Tells it to end and waits for that. */
    Measured end() throws IOException, InterruptedException {
        process.destroy();
        return ended();
    }

    private static long peakHeapMib(Path collections) throws IOException {
        if (!Files.exists(collections)) return 0;
        try (var lines = Files.lines(collections)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
