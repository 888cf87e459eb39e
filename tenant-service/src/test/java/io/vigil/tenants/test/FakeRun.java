package io.vigil.tenants.test;

import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitBeat.Counts;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** One delivery of a unit to a worker, scripted by a test, and report-service's answer to it. */
public final class FakeRun {
    public static final ScanUnitFolded.Tally TALLY = new ScanUnitFolded.Tally(7, 2, 1, 3, 2, 1, 1);

    private final Wire wire;
    private final InstantSource clock;
    private final ScanUnitRequested asked;
    private final String worker;
    private final RunId run = new RunId(UUID.randomUUID());

    FakeRun(Wire wire, InstantSource clock, ScanUnitRequested asked, String worker) {
        this.wire = wire;
        this.clock = clock;
        this.asked = asked;
        this.worker = worker;
    }

    public RunId id() {
        return run;
    }

    public FakeRun start() {
        wire.say(new UnitStarted(asked.unit(), run, worker, clock.instant()));
        return this;
    }

    public FakeRun beat(int number, long calls) {
        wire.say(new UnitBeat(
                asked.unit(), run, worker, number, new Counts(calls, calls * 2, calls * 3), clock.instant()));
        return this;
    }

    public FakeRun giveBack() {
        wire.say(new UnitReturned(asked.unit(), run, worker, clock.instant()));
        return this;
    }

    public FakeRun fail(UnitFailed.Cause cause, String message) {
        wire.say(new UnitFailed(asked.unit(), run, worker, cause, message, clock.instant()));
        return this;
    }

    public FakeRun close(long calls) {
        wire.say(new UnitClosed(
                asked.unit(),
                run,
                /* chunk */ 0,
                asked.kind(),
                asked.region(),
                asked.pack(),
                List.of(),
                List.of(),
                new Counts(calls, calls * 2, calls * 3),
                clock.instant(),
                clock.instant()));
        return this;
    }

    public FakeRun fold() {
        wire.say(new ScanUnitFolded(asked.unit(), run, TALLY, clock.instant()));
        return this;
    }
}
