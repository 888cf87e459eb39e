package io.vigil.reports.ingest;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Chunks of runs that are not whole yet. */
@ApplicationScoped
class Staging {
    sealed interface Outcome {
        record Duplicate() implements Outcome {}

        record Waiting() implements Outcome {}

        record Complete(UnitClosed closed) implements Outcome {}
    }

    private record Progress(int received, @Nullable Integer closing, int highest) {}

    /** Of at most 256 KiB each before they are packed. */
    private static final int CHUNKS_AT_A_TIME = 16;

    private static final String CHUNKS = """
            select body from staged_chunk
            where tenant_id = :tenant and unit_id = :unit and run_id = :run and WHICH
            order by chunk
            """;

    private final InstantSource clock;

    Staging(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws MalformedEvent if the chunk's number contradicts the closing record */
    Outcome stage(Handle handle, Event.UnitReport report) {
        if (report.chunk() < 0) throw new MalformedEvent("chunk %d is below 0".formatted(report.chunk()), null);
        Optional<Progress> advanced = insert(handle, report);
        if (advanced.isEmpty()) return new Outcome.Duplicate();
        Progress progress = advanced.get();
        if (progress.closing() == null) return new Outcome.Waiting();
        if (progress.highest() > progress.closing())
            throw new MalformedEvent(
                    "run %s has chunk %d behind its closing record %d"
                            .formatted(report.run(), progress.highest(), progress.closing()),
                    null);
        if (progress.received() <= progress.closing()) return new Outcome.Waiting();
        return new Outcome.Complete(closing(handle, report, progress.closing()));
    }

    /** Hands over every chunk before the closing record, one at a time, in order. */
    void forEachChunk(Handle handle, UnitClosed closed, Consumer<Event.UnitReport> use) {
        each(
                handle.createQuery(CHUNKS.replace("WHICH", "chunk < :closing")).bind("closing", closed.chunk()),
                closed,
                use);
    }

    /** The same, of those that are asked for. */
    void forEachChunk(Handle handle, UnitClosed closed, Collection<Integer> chunks, Consumer<Event.UnitReport> use) {
        each(
                handle.createQuery(CHUNKS.replace("WHICH", "chunk = any (:chunks)"))
                        .bindArray("chunks", Integer.class, chunks),
                closed,
                use);
    }

    private static void each(Query chunks, UnitClosed closed, Consumer<Event.UnitReport> use) {
        try (Stream<byte[]> bodies = chunks
                .bind("tenant", closed.unit().tenant().value())
                .bind("unit", closed.unit().unit().value())
                .bind("run", closed.run().value())
                .setFetchSize(CHUNKS_AT_A_TIME)
                .mapTo(byte[].class)
                .stream()) {
            bodies.forEach(body -> use.accept(unpack(body)));
        }
    }

    /** Removes whatever any run of the unit has staged. */
    void forget(Handle handle, UnitRef unit) {
        for (String table : new String[] {"staged_chunk", "staged_run"}) {
            handle.createUpdate("delete from " + table + " where tenant_id = :tenant and unit_id = :unit")
                    .bind("tenant", unit.tenant().value())
                    .bind("unit", unit.unit().value())
                    .execute();
        }
    }

    /** Empty where the chunk is here already. */
    private Optional<Progress> insert(Handle handle, Event.UnitReport report) {
        return handle.createQuery("""
                        with kept as (
                          insert into staged_chunk (tenant_id, unit_id, run_id, chunk, body)
                          values (:tenant, :unit, :run, :chunk, :body)
                          on conflict do nothing returning chunk),
                        run as (
                          insert into staged_run as r (tenant_id, unit_id, run_id, attempt, received, closing, highest, staged_at)
                          select :tenant, :unit, :run, :attempt, 1, :closing, chunk, :now from kept
                          on conflict (tenant_id, unit_id, run_id) do update set
                            received = r.received + 1,
                            closing = coalesce(r.closing, excluded.closing),
                            highest = greatest(r.highest, excluded.highest)
                          returning received, closing, highest)
                        select * from run
                        """)
                .bind("tenant", report.unit().tenant().value())
                .bind("unit", report.unit().unit().value())
                .bind("run", report.run().value())
                .bind("attempt", report.unit().attempt())
                .bindByType("closing", report instanceof UnitClosed ? report.chunk() : null, Integer.class)
                .bind("chunk", report.chunk())
                .bind("body", Gzip.packQuickly(EventJson.writeBytes(report)))
                .bind("now", clock.instant())
                .map((rs, ctx) -> new Progress(
                        rs.getInt("received"), rs.getObject("closing", Integer.class), rs.getInt("highest")))
                .findOne();
    }

    private static UnitClosed closing(Handle handle, Event.UnitReport report, int chunk) {
        if (report instanceof UnitClosed closed) return closed;
        if (read(handle, report, chunk) instanceof UnitClosed closed) return closed;
        throw new IllegalStateException("chunk %d of run %s closes nothing".formatted(chunk, report.run()));
    }

    private static Event.UnitReport read(Handle handle, Event.UnitReport run, int chunk) {
        byte[] body = handle.createQuery("""
                        select body from staged_chunk
                        where tenant_id = :tenant and unit_id = :unit and run_id = :run and chunk = :chunk
                        """)
                .bind("tenant", run.unit().tenant().value())
                .bind("unit", run.unit().unit().value())
                .bind("run", run.run().value())
                .bind("chunk", chunk)
                .mapTo(byte[].class)
                .one();
        return unpack(body);
    }

    private static Event.UnitReport unpack(byte[] body) {
        return (Event.UnitReport) EventJson.read(Gzip.unpack(body));
    }
}
