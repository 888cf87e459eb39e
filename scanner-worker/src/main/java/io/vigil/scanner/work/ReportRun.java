package io.vigil.scanner.work;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.RunId;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.scanner.unit.UnitSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;

/** Sends what a run finds in chunks that stay below the broker's message limit, and waits until the broker has them. */
final class ReportRun implements UnitSink {
    /** Leaves room for the envelope and for what JSON escapes. */
    private static final int CHUNK_BYTES = EventJson.MAX_MESSAGE_BYTES - 16 * 1024;

    /** So many chunks are on their way at once; then the unit waits for the broker. */
    private static final int MAX_ON_THE_WAY = 16;

    private final UnitRef unit;
    private final RunId run;
    private final Publish publish;
    private final WorkerMeters meters;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<ResourceSeen> resources = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> onTheWay = new ArrayDeque<>();
    private int verdictBytes;
    private int resourceBytes;
    private int chunks;

    ReportRun(UnitRef unit, RunId run, Publish publish, WorkerMeters meters) {
        this.unit = unit;
        this.run = run;
        this.publish = publish;
        this.meters = meters;
    }

    @Override
    public void resource(ResourceSeen resource) throws InterruptedException {
        int bytes = bytes(resource);
        if (resourceBytes + bytes > CHUNK_BYTES) flushResources();
        resources.add(resource);
        resourceBytes += bytes;
    }

    @Override
    public void verdict(Verdict verdict) throws InterruptedException {
        int bytes = bytes(verdict);
        if (verdictBytes + bytes > CHUNK_BYTES) flushVerdicts();
        verdicts.add(verdict);
        verdictBytes += bytes;
    }

    /** Sends the rest, waits for all of it, then sends the record that closes the run and waits for that. */
    void close(IntFunction<UnitClosed> closing) throws InterruptedException {
        flushResources();
        flushVerdicts();
        while (!onTheWay.isEmpty()) await(onTheWay.removeFirst());
        await(publish.event(closing.apply(chunks)));
    }

    private void flushResources() throws InterruptedException {
        if (resources.isEmpty()) return;
        send(new ResourcesReported(unit, run, chunks, List.copyOf(resources)));
        resources.clear();
        resourceBytes = 0;
    }

    private void flushVerdicts() throws InterruptedException {
        if (verdicts.isEmpty()) return;
        send(new VerdictsReported(unit, run, chunks, List.copyOf(verdicts)));
        verdicts.clear();
        verdictBytes = 0;
    }

    private void send(Event.UnitReport chunk) throws InterruptedException {
        chunks++;
        if (onTheWay.size() == MAX_ON_THE_WAY) await(onTheWay.removeFirst());
        onTheWay.addLast(publish.event(chunk).thenRun(() -> meters.published(chunk)));
    }

    private static void await(CompletableFuture<Void> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException failed) {
            throw new CompletionException("the broker did not take a chunk", failed.getCause());
        }
    }

    private static int bytes(Object value) {
        return EventJson.bytes(value).length + 1;
    }
}
