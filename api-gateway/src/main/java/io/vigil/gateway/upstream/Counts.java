package io.vigil.gateway.upstream;

/** Verdicts by status; excepted ones and those that were decided out are counted apart. */
public record Counts(int pass, int fail, int notApplicable, int undetermined, int excepted, int decidedOut) {

    /** Verdicts that a score could use if everything were read. */
    public int applicable() {
        return pass + fail + undetermined;
    }
}
