package io.vigil.tenants.ledger;

import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import org.jspecify.annotations.Nullable;

/**
 * A scan at one moment, and the unit by which it got there; one message of the stream.
 *
 * @param calls AWS calls so far, over all units
 */
record Progress(
        ScanId scan,
        ScanState state,
        int units,
        int unitsDone,
        long calls,
        long resources,
        long verdicts,
        @Nullable OfUnit unit) {

    record OfUnit(
            Region region,
            UnitState.Label state,
            @Nullable String worker,
            @Nullable String message) {}
}
