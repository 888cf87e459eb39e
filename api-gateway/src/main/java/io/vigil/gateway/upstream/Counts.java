package io.vigil.gateway.upstream;

/** Verdicts by status; excepted ones are counted apart. */
public record Counts(int pass, int fail, int notApplicable, int undetermined, int excepted) {

    /** Verdicts that a score could use if everything were read. */
    public int applicable() {
        return pass + fail + undetermined;
    }
}
