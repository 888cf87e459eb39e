package io.vigil.reports.posture;

import io.vigil.contracts.Severity;

/**
 * Findings by what was last said of them. Excepted ones failed, and the risk is accepted until a date.
 *
 * @param decidedOut whose check somebody decided out, whatever was last said of them; they count in nothing else
 */
public record Counts(int pass, int fail, int notApplicable, int undetermined, int excepted, int decidedOut) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(
                pass + other.pass,
                fail + other.fail,
                notApplicable + other.notApplicable,
                undetermined + other.undetermined,
                excepted + other.excepted,
                decidedOut + other.decidedOut);
    }

    /** How many were judged one way or the other. */
    public int evaluated() {
        return pass + fail;
    }

    /**
     * How much of a score a finding of this severity weighs. A critical one outweighs ten low ones, so that closing many
     * small gaps does not hide a large one.
     */
    public static int weight(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 10;
            case HIGH -> 5;
            case MEDIUM -> 2;
            case LOW -> 1;
        };
    }
}
