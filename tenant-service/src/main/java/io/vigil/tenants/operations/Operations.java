package io.vigil.tenants.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.accounts.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How busy the platform is. */
@ApplicationScoped
class Operations {
    /** Long enough to see that a worker is missing, short enough that the dead do not pile up. */
    private static final Duration SHOWN_FOR = Duration.ofHours(1);

    record Worker(String name, int slots, Instant lastSeen) {}

    /**
     * @param oldestQueuedAt null when nothing waits
     * @param blocked accounts whose role others could enter through us
     */
    record Now(
            List<Worker> workers,
            int queued,
            int inFlight,
            @Nullable Instant oldestQueuedAt,
            List<Registry.Blocked> blocked) {}

    private record Queue(int queued, int inFlight, @Nullable Instant oldestQueuedAt) {}

    private final PlatformTransaction transaction;
    private final InstantSource clock;
    private volatile Queue measured = new Queue(0, 0, null);

    Operations(PlatformTransaction transaction, InstantSource clock, MeterRegistry meters) {
        this.transaction = transaction;
        this.clock = clock;
        Gauge.builder("vigil.units.queued", this, self -> self.measured.queued())
                .register(meters);
        Gauge.builder("vigil.units.in.flight", this, self -> self.measured.inFlight())
                .register(meters);
    }

    Now now() {
        return transaction.call(handle -> {
            Queue queue = queue(handle);
            return new Now(
                    workers(handle),
                    queue.queued(),
                    queue.inFlight(),
                    queue.oldestQueuedAt(),
                    Registry.blocked(handle));
        });
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        measured = transaction.call(Operations::queue);
    }

    private List<Worker> workers(Handle handle) {
        return handle.createQuery("select * from worker where last_seen >= :since order by name")
                .bind("since", clock.instant().minus(SHOWN_FOR))
                .map((row, context) ->
                        new Worker(row.getString("name"), row.getInt("slots"), Columns.instant(row, "last_seen")))
                .list();
    }

    private static Queue queue(Handle handle) {
        return handle.createQuery("""
                        select count(*) filter (where state = 'WAITING') as queued,
                               count(*) filter (where state in ('CLAIMED', 'ISSUED', 'RUNNING')) as in_flight,
                               min(queued_at) filter (where state = 'WAITING') as oldest
                        from unit_queue
                        """)
                .map((row, context) -> new Queue(
                        row.getInt("queued"),
                        row.getInt("in_flight"),
                        Columns.maybeInstant(row, "oldest").orElse(null)))
                .one();
    }
}
