package io.vigil.tenants.ledger;

import io.vigil.contracts.Event;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import io.vigil.tenants.ledger.UnitState.Issued;
import io.vigil.tenants.ledger.UnitState.Reported;
import io.vigil.tenants.ledger.UnitState.Running;
import java.time.Duration;
import java.time.Instant;

/**
 * What a message about a unit makes of its state. Whatever comes too late (another attempt, another run, an older beat, a
 * unit that is done) leaves the state as it is.
 */
final class HearUnit {
    private final LedgerConfig config;

    HearUnit(LedgerConfig config) {
        this.config = config;
    }

    UnitState hear(UnitState state, Event.UnitProgress told, Instant now) {
        if (!(state instanceof UnitState.Issue issue)
                || issue.attempt() != told.unit().attempt()) return state;
        return switch (told) {
            case UnitStarted started -> start(issue, started.run(), started.worker(), now);
            case UnitBeat beat -> beat(issue, beat, now);
            case UnitReturned returned -> giveBack(issue, returned, now);
            case UnitFailed failed -> fail(issue, failed, now);
        };
    }

    UnitState hear(UnitState state, UnitClosed closed, Instant now) {
        Instant deadline = now.plus(config.foldWithin());
        if (state.attempt() != closed.unit().attempt()) return state;
        return switch (state) {
            case Issued issued
            when issued.mayHear(closed.run()) -> issued.report(closed.run(), closed.counts(), deadline);
            case Running running -> running.report(closed.run(), closed.counts(), deadline);
            case UnitState.Folded folded when folded.run().equals(closed.run()) -> folded.count(closed.counts());
            default -> state;
        };
    }

    /** Whichever run it was: the results of this attempt are in. */
    UnitState hear(UnitState state, ScanUnitFolded folded) {
        return state instanceof UnitState.Issue issue
                        && issue.attempt() == folded.unit().attempt()
                ? issue.fold(folded.run(), folded.tally())
                : state;
    }

    private UnitState start(UnitState.Issue issue, RunId run, String worker, Instant now) {
        Instant deadline = now.plus(config.beatWithin());
        return switch (issue) {
            case Issued issued when issued.mayHear(run) -> issued.start(run, worker, deadline);
            case Running running when !running.run().equals(run) -> running.startAnew(run, worker, deadline);
            case Issued late -> late;
            case Running same -> same;
            case Reported through -> through;
        };
    }

    private UnitState beat(UnitState.Issue issue, UnitBeat beat, Instant now) {
        Instant deadline = now.plus(config.beatWithin());
        return switch (issue) {
            case Issued issued
            when issued.mayHear(beat.run()) ->
                issued.start(beat.run(), beat.worker(), deadline).beat(beat.beat(), beat.counts(), deadline);
            case Running running
            when running.run().equals(beat.run()) && beat.beat() > running.beat() ->
                running.beat(beat.beat(), beat.counts(), deadline);
            case Issued late -> late;
            case Running other -> other;
            case Reported through -> through;
        };
    }

    private static UnitState giveBack(UnitState.Issue issue, UnitReturned returned, Instant now) {
        return issue instanceof Running running && running.run().equals(returned.run()) ? running.giveBack(now) : issue;
    }

    private UnitState fail(UnitState.Issue issue, UnitFailed failed, Instant now) {
        boolean heard = switch (issue) {
            case Issued issued -> issued.mayHear(failed.run());
            case Running running -> running.run().equals(failed.run());
            case Reported through -> false;
        };
        if (!heard) return issue;
        return switch (failed.cause()) {
            case VIGIL_FAULT -> issue.again(failed.message(), now.plus(pause(issue.attempt())), config.maxAttempts());
            case ROLE_REFUSED, ROLE_UNSAFE, WRONG_ACCOUNT, PACK_UNUSABLE -> issue.fail(failed.message());
        };
    }

    private Duration pause(int attempt) {
        return config.retryAfter().multipliedBy(1L << Math.min(attempt - 1, 6));
    }
}
