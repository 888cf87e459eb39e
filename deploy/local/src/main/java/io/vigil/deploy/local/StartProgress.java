package io.vigil.deploy.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows which parts are ready and, where somebody watches, which are awaited and for how long. */
final class StartProgress implements AutoCloseable {
    private final Map<String, Long> began = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    synchronized void begin(String part) {
        began.put(part, System.nanoTime());
    }

    synchronized void end(String part) {
        Long from = began.remove(part);
        if (from != null) {
            Terminal.line("  %-18s %5.1f s".formatted(part, seconds(from)));
        }
    }

    /** Keeps the line of what is awaited up to date until closed. */
    void show() {
        clock.scheduleAtFixedRate(() -> Terminal.status(awaited()), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    synchronized String awaited() {
        List<String> parts = new ArrayList<>();
        began.forEach((part, from) -> parts.add("%s %.0f s".formatted(part, seconds(from))));
        return parts.isEmpty() ? "" : "  waiting for " + String.join(", ", parts);
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
