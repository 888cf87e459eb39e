package io.vigil.scanner.work;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while no slot hangs; a worker that only waits for its broker is not made well by a restart. */
@Liveness
@ApplicationScoped
class Alive implements HealthCheck {
    private final UnitConsumer units;

    Alive(UnitConsumer units) {
        this.units = units;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slots").status(!units.hangs()).build();
    }
}
