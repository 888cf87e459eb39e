package io.vigil.reports.posture;

import io.vigil.contracts.Severity;
import java.util.OptionalDouble;

/**
 * The weighted share of what passes among what was evaluated (pass or fail), never without the share that was evaluated
 * (of all that could have been). What does not apply, what was accepted as an exception, and what was decided out count in
 * neither.
 *
 * @param passWeight sum of {@link Counts#weight} over passing findings
 * @param evaluatedWeight the same over passing and failing ones
 * @param evaluated number of passing and failing findings
 * @param undetermined number of findings that could not be checked
 */
public record Score(long passWeight, long evaluatedWeight, long evaluated, long undetermined) {
    public static final Score NOTHING = new Score(0, 0, 0, 0);

    public static Score of(Severity severity, Counts counts) {
        long weight = Counts.weight(severity);
        return new Score(
                weight * counts.pass(), weight * counts.evaluated(), counts.evaluated(), counts.undetermined());
    }

    public Score plus(Score other) {
        return new Score(
                passWeight + other.passWeight,
                evaluatedWeight + other.evaluatedWeight,
                evaluated + other.evaluated,
                undetermined + other.undetermined);
    }

    /** 0 to 100 in tenths, rounded down so that 100 means that nothing fails; empty when nothing was evaluated. */
    public OptionalDouble points() {
        if (evaluatedWeight == 0) return OptionalDouble.empty();
        return OptionalDouble.of((1000 * passWeight / evaluatedWeight) / 10.0);
    }

    /** 0 to 1 in ten-thousandths, rounded down so that 1 means that all was read; 0 when there was nothing. */
    public double evaluatedShare() {
        long applicable = evaluated + undetermined;
        return applicable == 0 ? 0 : (10_000 * evaluated / applicable) / 10_000.0;
    }

    /** How many points the score would gain if this failing weight passed. */
    public double gain(long failingWeight) {
        return evaluatedWeight == 0 ? 0 : Math.round(1000.0 * failingWeight / evaluatedWeight) / 10.0;
    }
}
