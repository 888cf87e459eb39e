package io.vigil.checks.evaluate;

/** A part of an expression that is ready to be evaluated; the same for all threads. */
interface Node {
    /** A value or {@link Failed}; never throws for what the values are. */
    Object eval(Frame frame);
}
