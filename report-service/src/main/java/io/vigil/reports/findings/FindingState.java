package io.vigil.reports.findings;

import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may become of a finding; the fold does the same to a whole run at once in SQL, and a test drives both.
 *
 * <pre>
 *            Failed                    Failed
 *   Clear ───────────▶ Open ◀──────────────────── Resolved
 *     │                ▲  │ Passed, NotApplicable, Gone, ▲ │
 *     │     exception  │  │ the check is decided out     │ │
 *     │     approved,  │  └──────────────────────────────┤ │
 *     │     or over    ▼     as for an open one          │ │
 *     └────────────▶ Excepted ───────────────────────────┘ │
 *    Failed, in scope  ▲            Failed, in scope       │
 *                      └───────────────────────────────────┘
 * </pre>
 *
 * What could not be read moves nothing: the finding stays what it was, not confirmed since then. Whether a failing finding is
 * open or excepted is settled after each judgement, and whenever an exception begins or is over. An open finding is due some
 * days after it opened or was open again.
 */
public sealed interface FindingState {

    /** What a scan says of a finding. */
    enum Observation {
        FAILED,
        PASSED,
        NOT_APPLICABLE,
        UNDETERMINED,
        /** The resource's list was read to its end, and it was not in it. */
        GONE;

        public static Observation of(Status status) {
            return switch (status) {
                case FAIL -> FAILED;
                case PASS -> PASSED;
                case NOT_APPLICABLE -> NOT_APPLICABLE;
                case UNDETERMINED -> UNDETERMINED;
            };
        }
    }

    /** @param transition what is told to the world; empty when the state stays */
    record Step(FindingState next, Optional<Transition> transition) {
        static Step stay(FindingState state) {
            return new Step(state, Optional.empty());
        }

        static Step to(FindingState state, Transition transition) {
            return new Step(state, Optional.of(transition));
        }

        /** Whether the days in which it is to be remedied begin anew. */
        public boolean startsItsDays() {
            return transition
                    .filter(to -> to == Transition.OPENED || to == Transition.REOPENED)
                    .isPresent();
        }
    }

    Step on(Observation observation);

    /** Whether an exception in force speaks of the finding. */
    default Step settled(boolean inScope) {
        if (this instanceof Open && inScope) return Step.to(new Excepted(), Transition.EXCEPTED);
        if (this instanceof Excepted && !inScope) return Step.to(new Open(), Transition.REOPENED);
        return Step.stay(this);
    }

    /** What is judged and settled in one transaction is told of once, as what it became. */
    default Step on(Observation observation, boolean inScope) {
        Step judged = on(observation);
        Step settled = judged.next().settled(inScope);
        return settled.transition().isPresent() ? settled : judged;
    }

    /**
     * Until when it is to be remedied; nobody need remedy what is not open.
     *
     * @param from when its days began, see {@link Step#startsItsDays}
     */
    default Optional<Instant> due(Instant from, int days) {
        return this instanceof Open ? Optional.of(from.plus(Duration.ofDays(days))) : Optional.empty();
    }

    /** Somebody decided the check out. */
    default Step decidedOut() {
        return this instanceof Open || this instanceof Excepted
                ? Step.to(new Resolved(Transition.DECIDED_OUT), Transition.DECIDED_OUT)
                : Step.stay(this);
    }

    /** Never failed. */
    record Clear() implements FindingState {
        @Override
        public Step on(Observation observation) {
            return switch (observation) {
                case FAILED -> Step.to(new Open(), Transition.OPENED);
                case PASSED, NOT_APPLICABLE, UNDETERMINED, GONE -> Step.stay(this);
            };
        }
    }

    /** Failed, and nothing has said otherwise since. */
    record Open() implements FindingState {
        @Override
        public Step on(Observation observation) {
            return switch (observation) {
                case FAILED, UNDETERMINED -> Step.stay(this);
                case PASSED -> Step.to(new Resolved(Transition.FIXED), Transition.FIXED);
                case NOT_APPLICABLE -> Step.to(new Resolved(Transition.NOT_APPLICABLE), Transition.NOT_APPLICABLE);
                case GONE -> Step.to(new Resolved(Transition.RESOURCE_GONE), Transition.RESOURCE_GONE);
            };
        }
    }

    /** Failed as an open one, and somebody accepted that until a date. */
    record Excepted() implements FindingState {
        @Override
        public Step on(Observation observation) {
            Step open = new Open().on(observation);
            return open.next() instanceof Open ? Step.stay(this) : open;
        }
    }

    /** Failed once. */
    record Resolved(Transition resolution) implements FindingState {
        @Override
        public Step on(Observation observation) {
            return switch (observation) {
                case FAILED -> Step.to(new Open(), Transition.REOPENED);
                case PASSED -> stay(Transition.FIXED);
                case NOT_APPLICABLE -> stay(Transition.NOT_APPLICABLE);
                case UNDETERMINED, GONE -> Step.stay(this);
            };
        }

        /** What was decided out and is judged again says how it stands; it was told already that it is no longer open. */
        private Step stay(Transition judged) {
            return Step.stay(resolution == Transition.DECIDED_OUT ? new Resolved(judged) : this);
        }
    }

    /** The word that the database and the API use. */
    default String word() {
        return switch (this) {
            case Clear() -> "CLEAR";
            case Open() -> "OPEN";
            case Excepted() -> "EXCEPTED";
            case Resolved(var resolution) -> "RESOLVED";
        };
    }
}
