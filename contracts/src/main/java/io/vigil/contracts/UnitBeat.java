package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A running unit is alive; sent every few seconds, and moves its deadline.
 *
 * @param beat counts from 1 within the run
 */
public record UnitBeat(UnitRef unit, RunId run, String worker, int beat, Counts counts, Instant at)
        implements Event.UnitProgress {

    /** What a run has done so far. */
    public record Counts(long calls, long resources, long verdicts) {
        public static final Counts NONE = new Counts(0, 0, 0);
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("beat", unit.unit(), unit.attempt(), run, beat);
    }
}
