package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** The ledger no longer wants this attempt of the unit, nor any before it: cancelled, or issued again. Every worker reads all. */
public record ScanUnitRevoked(UnitRef unit, Instant revokedAt) implements Event.OfUnit {
    @Override
    public UUID eventId() {
        return Uuids.ofName("revoked", unit.unit(), unit.attempt());
    }
}
