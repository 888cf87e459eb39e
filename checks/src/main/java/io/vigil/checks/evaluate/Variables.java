package io.vigil.checks.evaluate;

/** What an expression's names stand for in one evaluation. */
public interface Variables {
    /** A value, or {@link Failed}. */
    Object variable(int slot);
}
