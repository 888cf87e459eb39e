package io.vigil.tenants.ledger;

import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.UnitBeat.Counts;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a unit stands: QUEUED → ISSUED → RUNNING → REPORTED → FOLDED, or FAILED or CANCELLED. Each state offers only the
 * transitions that it allows; messages overtake each other, so some states may be passed over.
 */
sealed interface UnitState {
    int attempt();

    /** Not done yet. */
    sealed interface Open extends UnitState {
        default Cancelled cancel() {
            return new Cancelled(attempt());
        }
    }

    /** Given out under this attempt: what its worker says counts. */
    sealed interface Issue extends Open {
        default Failed fail(String message) {
            return new Failed(attempt(), message);
        }

        /** What the unit has done under this attempt, as far as it is known. */
        Counts counts();

        default Folded fold(RunId run, ScanUnitFolded.Tally tally) {
            return new Folded(attempt(), run, counts(), tally);
        }

        /** Issued once more under a new attempt, unless that was the last one. */
        default UnitState again(String why, Instant readyAt, int maxAttempts) {
            if (attempt() >= maxAttempts)
                return fail("given up after %d attempts; the last one: %s".formatted(attempt(), why));
            return new Queued(attempt() + 1, readyAt, Optional.of(why));
        }
    }

    /** Done, for ever. */
    sealed interface Done extends UnitState {}

    /** @param message why it is queued again, if it is */
    record Queued(int attempt, Instant readyAt, Optional<String> message) implements Open {
        Issued issue(Instant now) {
            return new Issued(attempt, now, Optional.empty());
        }

        /** Cannot even be given out. */
        Failed fail(String message) {
            return new Failed(attempt, message);
        }
    }

    /** @param returned the run that gave the unit back; its late messages no longer count */
    record Issued(int attempt, Instant issuedAt, Optional<RunId> returned) implements Issue {
        Running start(RunId run, String worker, Instant deadline) {
            return new Running(attempt, run, worker, /* beat */ 0, Counts.NONE, deadline);
        }

        Reported report(RunId run, Counts counts, Instant deadline) {
            return new Reported(attempt, run, counts, deadline);
        }

        @Override
        public Counts counts() {
            return Counts.NONE;
        }

        boolean mayHear(RunId run) {
            return returned.filter(run::equals).isEmpty();
        }
    }

    record Running(int attempt, RunId run, String worker, int beat, Counts counts, Instant deadline) implements Issue {
        /** The broker handed the unit to another worker: only the newest run is heard from now on. */
        Running startAnew(RunId newRun, String newWorker, Instant newDeadline) {
            return new Running(attempt, newRun, newWorker, /* beat */ 0, Counts.NONE, newDeadline);
        }

        Running beat(int newBeat, Counts newCounts, Instant newDeadline) {
            return new Running(attempt, run, worker, newBeat, newCounts, newDeadline);
        }

        Issued giveBack(Instant now) {
            return new Issued(attempt, now, Optional.of(run));
        }

        Reported report(RunId closed, Counts finalCounts, Instant foldDeadline) {
            return new Reported(attempt, closed, finalCounts, foldDeadline);
        }
    }

    /** The worker is through; report-service has yet to fold what it sent. */
    record Reported(int attempt, RunId run, Counts counts, Instant deadline) implements Issue {}

    record Folded(int attempt, RunId run, Counts counts, ScanUnitFolded.Tally tally) implements Done {
        /** The closing record was overtaken by the fold; its counts are the final ones. */
        Folded count(Counts finalCounts) {
            return new Folded(attempt, run, finalCounts, tally);
        }
    }

    record Failed(int attempt, String message) implements Done {}

    record Cancelled(int attempt) implements Done {}

    /** The word for it in the API, in the database and in the stream. */
    default Label label() {
        return switch (this) {
            case Queued q -> Label.QUEUED;
            case Issued i -> Label.ISSUED;
            case Running r -> Label.RUNNING;
            case Reported r -> Label.REPORTED;
            case Folded f -> Label.FOLDED;
            case Failed f -> Label.FAILED;
            case Cancelled c -> Label.CANCELLED;
        };
    }

    /** The names of the states. */
    enum Label {
        QUEUED,
        ISSUED,
        RUNNING,
        REPORTED,
        FOLDED,
        FAILED,
        CANCELLED
    }
}
