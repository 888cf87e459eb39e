package io.vigil.checks.evaluate;

/** One evaluation of an expression: what its names stand for, and how often it went round its loops. */
final class Frame {
    private static final Object[] NO_LOCALS = {};

    /** Of the loops, innermost last. */
    final Object[] locals;

    private final Variables variables;
    private final int maxSteps;
    private int steps;

    Frame(Variables variables, int locals, int maxSteps) {
        this.variables = variables;
        this.locals = locals == 0 ? NO_LOCALS : new Object[locals];
        this.maxSteps = maxSteps;
    }

    Object variable(int slot) {
        return variables.variable(slot);
    }

    /** False once the loops together went round more often than they may. */
    boolean step() {
        return ++steps <= maxSteps;
    }

    int maxSteps() {
        return maxSteps;
    }
}
