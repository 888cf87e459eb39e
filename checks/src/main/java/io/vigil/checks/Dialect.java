package io.vigil.checks;

/** Who wrote a check, which decides what it may say. */
enum Dialect {
    /** Ours: reviewed, bounded in time by its iterations. */
    CATALOGUE,
    /** A tenant's: what could grow is refused ({@link SmallerDialect}), the rest has an {@link Allowance}. */
    OWN
}
