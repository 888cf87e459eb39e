package io.vigil.scanner.work;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every slot takes units. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
    private final UnitConsumer units;

    Ready(UnitConsumer units) {
        this.units = units;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("units").status(units.isAlive()).build();
    }
}
