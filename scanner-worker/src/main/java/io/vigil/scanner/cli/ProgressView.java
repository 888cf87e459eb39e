package io.vigil.scanner.cli;

import io.vigil.contracts.UnitBeat;
import io.vigil.scanner.unit.Tallies;
import io.vigil.scanner.unit.UnitOrder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows how a scan gets on: a bar that moves on a terminal, a line for each finished unit elsewhere. */
final class ProgressView implements AutoCloseable {
    private static final Duration REDRAWN = Duration.ofMillis(200);
    private static final int BAR_CHARACTERS = 24;

    private final PrintWriter out;
    private final boolean terminal;
    private final List<Tallies> started = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private int units;
    private int done;

    ProgressView(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void begins(int allUnits) {
        units = allUnits;
        if (terminal) timer.scheduleAtFixedRate(this::draw, /* first */ 0, REDRAWN.toMillis(), TimeUnit.MILLISECONDS);
    }

    void watch(Tallies tallies) {
        started.add(tallies);
    }

    synchronized void ended(UnitOrder unit, Tallies tallies) {
        done++;
        if (terminal) return;
        UnitBeat.Counts counts = tallies.now();
        out.printf(
                "%d/%d %s: %d resources, %d verdicts, %d calls%n",
                done, units, unit.region(), counts.resources(), counts.verdicts(), counts.calls());
        out.flush();
    }

    private synchronized void draw() {
        long resources = started.stream().mapToLong(t -> t.now().resources()).sum();
        long verdicts = started.stream().mapToLong(t -> t.now().verdicts()).sum();
        int full = units == 0 ? 0 : BAR_CHARACTERS * done / units;
        out.printf(
                "\r[%s%s] %d/%d units, %d resources, %d verdicts",
                "#".repeat(full), "-".repeat(BAR_CHARACTERS - full), done, units, resources, verdicts);
        out.flush();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (!terminal || units == 0) return;
        draw();
        out.println();
        out.flush();
    }
}
