package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one stack, recorded in a file, so that the next start finds those that outlived a killed launcher.
 * A recorded process is ended only if it is still the same one: same id and same start time.
 */
public final class Children implements AutoCloseable {
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(5);

    /** The start time is computed from the machine's boot time, which a clock correction moves a little. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final Path record;
    private final List<Child> running = new ArrayList<>();
    private boolean closed;

    public Children(Path record) {
        this.record = record;
    }

    /** Ends what an earlier launcher left running; returns the parts' names. */
    public synchronized List<String> endOrphans() {
        List<String> ended = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(record)) {
                same(line).ifPresent(handle -> {
                    Child.end(handle, ORPHAN_GRACE);
                    ended.add(line.substring(0, line.indexOf(' ')));
                });
            }
            Files.deleteIfExists(record);
        } catch (NoSuchFileException none) {
            // nothing was left running, or another launcher clears up at the same time
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the record of processes " + record, e);
        }
        return ended;
    }

    private static Optional<ProcessHandle> same(String line) {
        // a launcher killed while it wrote leaves half a line
        if (!line.matches("\\S+ \\d+ \\d{13}")) {
            return Optional.empty();
        }
        String[] words = line.split(" ");
        Instant started = Instant.ofEpochMilli(Long.parseLong(words[2]));
        return ProcessHandle.of(Long.parseLong(words[1]))
                .filter(handle -> handle.info()
                        .startInstant()
                        .filter(now -> Duration.between(started, now).abs().compareTo(SAME_START) < 0)
                        .isPresent());
    }

    /** Starts a process whose output is appended to the log. */
    public synchronized Child start(String part, ProcessBuilder command, Path log) {
        if (closed) {
            throw new PartFailed(part, "not started, everything is being stopped", null);
        }
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Child child = new Child(part, process, log);
            running.add(child);
            remember(part, process.toHandle());
            return child;
        } catch (IOException e) {
            throw new PartFailed(part, "cannot be started: " + e.getMessage(), log, e);
        }
    }

    private void remember(String part, ProcessHandle handle) throws IOException {
        Files.createDirectories(record.toAbsolutePath().getParent());
        long started = handle.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        Files.writeString(
                record,
                part + " " + handle.pid() + " " + started + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    public synchronized List<Child> running() {
        return List.copyOf(running);
    }

    /** An ended child is looked at no more. */
    public synchronized void forget(Child ended) {
        running.remove(ended);
    }

    /** Ends all, the last started first. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Child child : running.reversed()) {
            child.close();
        }
        running.clear();
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
