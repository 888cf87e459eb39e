package io.vigil.scanner.work;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.RunId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.WorkerBeat;
import io.vigil.scanner.unit.Tallies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Says that the worker and its units are alive: admission counts the slots, the ledger moves the units' deadlines. Of a unit
 * that stands still nothing is said any more, so that another worker gets it.
 */
@ApplicationScoped
class Beats {
    private static final Logger LOG = Logger.getLogger(Beats.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("beats").factory());
    private final Set<Progress> underWay = ConcurrentHashMap.newKeySet();
    private final Publish publish;
    private final WorkerConfig config;
    private final InstantSource clock;

    Beats(Publish publish, WorkerConfig config, InstantSource clock) {
        this.publish = publish;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent starting) {
        every(() -> publish.event(new WorkerBeat(config.name(), config.slots(), clock.instant())), /* first */ 0);
    }

    void stop(@Observes ShutdownEvent ending) {
        timer.shutdownNow();
    }

    /** Beats until it is closed. */
    interface Alive extends AutoCloseable {
        @Override
        void close();
    }

    Alive of(UnitRef unit, RunId run, Tallies tallies) {
        AtomicInteger beat = new AtomicInteger();
        Progress progress = new Progress(config.standsStillAfter());
        underWay.add(progress);
        Future<?> beating = every(
                () -> {
                    UnitBeat.Counts counts = tallies.now();
                    if (progress.standsStill(counts)) {
                        LOG.errorf("unit %s stands still at %s", unit, counts);
                        return;
                    }
                    publish.event(
                            new UnitBeat(unit, run, config.name(), beat.incrementAndGet(), counts, clock.instant()));
                },
                config.beatEvery().toMillis());
        return () -> {
            beating.cancel(false);
            underWay.remove(progress);
        };
    }

    boolean anyStandsStill() {
        return underWay.stream().anyMatch(Progress::standsStill);
    }

    private Future<?> every(Runnable say, long firstMillis) {
        return timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        say.run();
                    } catch (RuntimeException unsaid) {
                        LOG.warn("a beat could not be sent", unsaid);
                    }
                },
                firstMillis,
                config.beatEvery().toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
