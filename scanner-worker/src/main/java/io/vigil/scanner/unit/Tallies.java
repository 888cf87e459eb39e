package io.vigil.scanner.unit;

import io.vigil.contracts.UnitBeat;
import io.vigil.scanner.aws.CallCounts;
import java.util.concurrent.atomic.AtomicLong;

/** How far a unit has come; read by others while it runs. */
public final class Tallies {
    private final AtomicLong resources = new AtomicLong();
    private final AtomicLong verdicts = new AtomicLong();
    private volatile CallCounts calls = new CallCounts();

    void calling(CallCounts unit) {
        calls = unit;
    }

    void resource() {
        resources.incrementAndGet();
    }

    void verdict() {
        verdicts.incrementAndGet();
    }

    public UnitBeat.Counts now() {
        return new UnitBeat.Counts(calls.total(), resources.get(), verdicts.get());
    }
}
