package io.vigil.scanner.work;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while no slot hangs and every unit gets on; a worker that only waits for its broker is not made well by a restart. */
@Liveness
@ApplicationScoped
class Alive implements HealthCheck {
    private final UnitConsumer units;
    private final Beats beats;

    Alive(UnitConsumer units, Beats beats) {
        this.units = units;
        this.beats = beats;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slots")
                .status(!units.hangs() && !beats.anyStandsStill())
                .build();
    }
}
