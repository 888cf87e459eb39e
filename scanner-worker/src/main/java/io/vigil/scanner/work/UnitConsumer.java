package io.vigil.scanner.work;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The worker's slots and its one place each for probes and for organizations, from its start to its stop. */
@ApplicationScoped
class UnitConsumer {
    /** Below what those who stop a worker wait before they kill it. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    /** Twice what a broker that does not answer can make a slot wait at its end. */
    private static final Duration HANGS_AFTER = Duration.ofMinutes(1);

    private record Taking(Slot slot, Thread thread) {}

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Taking> slots = new ArrayList<>();
    private final HandleRecord handler;
    private final HandleProbe prober;
    private final HandleOrganization organizations;
    private final WorkerConfig config;
    private final String brokers;

    UnitConsumer(
            HandleRecord handler,
            HandleProbe prober,
            HandleOrganization organizations,
            WorkerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.handler = handler;
        this.prober = prober;
        this.organizations = organizations;
        this.config = config;
        this.brokers = brokers;
    }

    void start(@Observes StartupEvent starting) {
        for (int number = 0; number < config.slots(); number++) take(Lane.units(handler), "slot-" + number);
        take(Lane.probes(prober), "probes");
        take(Lane.organizations(organizations), "organizations");
    }

    private void take(Lane lane, String name) {
        Slot slot = new Slot(stop, lane, config, brokers);
        // of the system's own: a hold must be renewed also while units keep every carrier of virtual threads busy
        slots.add(new Taking(slot, Thread.ofPlatform().daemon().name(name).start(slot)));
    }

    void stop(@Observes ShutdownEvent ending) throws InterruptedException {
        stop.countDown();
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        for (Taking taking : slots) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            if (left.isPositive()) taking.thread().join(left);
        }
    }

    /** Whether every slot still takes units. */
    boolean isAlive() {
        return slots.stream().allMatch(taking -> taking.thread().isAlive());
    }

    /** Whether a slot has ended or no longer comes round. */
    boolean hangs() {
        return slots.stream()
                .anyMatch(taking -> !taking.thread().isAlive()
                        || taking.slot().sinceLastTurn().compareTo(HANGS_AFTER) > 0);
    }
}
