package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** A worker took the unit and drew this run. */
public record UnitStarted(UnitRef unit, RunId run, String worker, Instant at) implements Event.UnitProgress {
    @Override
    public UUID eventId() {
        return Uuids.ofName("started", unit.unit(), unit.attempt(), run);
    }
}
