package io.vigil.tenants.ledger;

import io.vigil.contracts.Region;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;

/** A unit of the ledger with its state. */
record UnitRow(UnitId unit, UnitKind kind, Region region, UnitState state) {
    UnitRow with(UnitState newState) {
        return new UnitRow(unit, kind, region, newState);
    }
}
