package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** A worker that stops gave the unit back unfinished; another one will get it under the same attempt. */
public record UnitReturned(UnitRef unit, RunId run, String worker, Instant at) implements Event.UnitProgress {
    @Override
    public UUID eventId() {
        return Uuids.ofName("returned", unit.unit(), unit.attempt(), run);
    }
}
