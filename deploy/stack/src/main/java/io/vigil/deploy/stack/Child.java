package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process that we started for a part, with the file that its output goes to. */
public final class Child implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(10);

    private static final int REASON_CHARACTERS = 300;

    /** A process that signal n ended has the exit code 128 + n. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 31;

    private final String part;
    private final Process process;
    private final Path log;
    private volatile boolean ready;

    /** Whether its end is no failure. */
    private volatile boolean done;

    Child(String part, Process process, Path log) {
        this.part = part;
        this.process = process;
        this.log = log;
    }

    public String part() {
        return part;
    }

    public Path log() {
        return log;
    }

    public Process process() {
        return process;
    }

    /** The process and all that it started, itself last. */
    public List<ProcessHandle> tree() {
        return tree(process.toHandle()).toList();
    }

    /** Fails when the process ended although it should not have. */
    public void demandAlive() {
        if (!process.isAlive() && !done) {
            throw new PartFailed(part, end(), log);
        }
    }

    /** How the process ended, in words; the log tells why unless it was killed. */
    private String end() {
        int code = process.exitValue();
        return code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL
                ? "was ended by signal " + (code - SIGNALLED)
                : "ended with exit code " + code + reason();
    }

    /** Waits until the part answers; fails at once when its process ends before. */
    public void awaitReady(Duration limit, BooleanSupplier answers) {
        long until = System.nanoTime() + limit.toNanos();
        while (!answers.getAsBoolean()) {
            demandAlive();
            if (System.nanoTime() > until) {
                throw new PartFailed(part, "not ready after " + limit.toSeconds() + " s", log);
            }
            pause(POLL);
        }
        ready = true;
    }

    /** Whether it has answered once; a process that never did would not the next time either. */
    public boolean wasReady() {
        return ready;
    }

    /** Waits for a process that ends by itself; fails when it does so with an exit code other than 0. */
    void awaitEnd(Duration limit) {
        awaitAnyEnd(limit);
        if (process.exitValue() != 0) {
            throw new PartFailed(part, end(), log);
        }
    }

    void awaitAnyEnd(Duration limit) {
        done = true;
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new PartFailed(part, "did not end in " + limit.toSeconds() + " s", log);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new PartFailed(part, "interrupted", log, e);
        }
    }

    /** The last line of the log that speaks of an error, or else its last line, with ": " before it. */
    public String reason() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> said = lines.filter(line -> !line.isBlank() && !line.matches("\\s+at .*"))
                    .toList();
            return said.stream()
                    .filter(Child::speaksOfAnError)
                    .reduce((first, second) -> second)
                    .or(() -> said.stream().reduce((first, second) -> second))
                    .map(Child::withoutClassNames)
                    .map(line -> ": " + line.substring(0, Math.min(line.length(), REASON_CHARACTERS)))
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** What stands before the message of a Java exception says nothing to a user. */
    private static String withoutClassNames(String line) {
        return line.strip()
                .replaceFirst("^Exception in thread \"[^\"]*\" ", "")
                .replaceFirst("^(Caused by: )?(\\w+\\.)+\\w+: ", "");
    }

    private static boolean speaksOfAnError(String line) {
        return line.contains("FATAL")
                || line.contains("ERROR")
                || line.contains("SEVERE")
                || line.contains("Caused by")
                || line.contains("Exception:")
                || line.contains("error:");
    }

    /** Asks the descendants, then the process itself to end, and kills what is left after ten seconds. */
    @Override
    public void close() {
        done = true;
        end(process.toHandle(), GRACE);
    }

    /** Looks again while it waits: what starts others while it ends, as initdb does, leaves none of them behind. */
    static void end(ProcessHandle root, Duration grace) {
        Set<ProcessHandle> met = new LinkedHashSet<>();
        long until = System.nanoTime() + grace.toNanos();
        do {
            tree(root).filter(met::add).forEach(ProcessHandle::destroy);
            if (met.stream().noneMatch(ProcessHandle::isAlive)) return;
        } while (System.nanoTime() < until && waited());
        met.forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(root.descendants(), Stream.of(root));
    }

    /** False when the thread is told to end. */
    private static boolean waited() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a part was starting", e);
        }
    }
}
