package io.vigil.tenants.admission;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vigil.tenants.ledger.WorkBell;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/** Admits whenever the bell rings, and now and then for what other replicas brought in. */
@Startup
@Liveness
@ApplicationScoped
class AdmissionLoop implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(AdmissionLoop.class);
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final AdmitUnits admitUnits;
    private final WorkBell bell;
    private final AdmissionConfig config;
    private final InstantSource clock;
    private final Thread loop = Thread.ofVirtual().name("admission").unstarted(this::admitUntilStopped);
    private volatile boolean stopping;
    private volatile Instant lastRound = Instant.MAX;

    AdmissionLoop(AdmitUnits admitUnits, WorkBell bell, AdmissionConfig config, InstantSource clock) {
        this.admitUnits = admitUnits;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        lastRound = clock.instant();
        loop.start();
    }

    void stop(@Observes ShutdownEvent ending) throws InterruptedException {
        stopping = true;
        loop.interrupt();
        loop.join(Duration.ofSeconds(5));
    }

    private void admitUntilStopped() {
        while (!stopping) {
            try {
                lastRound = clock.instant();
                if (admitUnits.admit() == 0) bell.await(config.poll());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                if (stopping) return;
                LOG.warnf(failed, "units wait for admission; next try in %s", config.poll());
                if (!pause()) return;
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(config.poll());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Down when no round was begun for a minute: the thread hangs or is gone, and a restart helps. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("admission")
                .status(Duration.between(lastRound, clock.instant()).compareTo(STUCK) < 0)
                .build();
    }
}
