package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** report-service has taken over everything that the run found. */
public record ScanUnitFolded(UnitRef unit, RunId run, Tally tally, Instant at) implements Event.OfUnit {

    /** Verdicts by status, and findings by what the fold did to them. */
    public record Tally(
            int pass, int fail, int notApplicable, int undetermined, int opened, int resolved, int reopened) {}

    @Override
    public UUID eventId() {
        return Uuids.ofName("folded", unit.unit(), unit.attempt(), run);
    }
}
