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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Says that the worker and its units are alive: admission counts the slots, the ledger moves the units' deadlines. */
@ApplicationScoped
class Beats {
    private static final Logger LOG = Logger.getLogger(Beats.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("beats").factory());
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
        Future<?> beating = every(
                () -> publish.event(
                        new UnitBeat(unit, run, config.name(), beat.incrementAndGet(), tallies.now(), clock.instant())),
                config.beatEvery().toMillis());
        return () -> beating.cancel(false);
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
