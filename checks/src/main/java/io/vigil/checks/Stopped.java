package io.vigil.checks;

/**
 * An evaluation used up its allowance. An error and not an exception, because the language's logic absorbs exceptions:
 * what fails within {@code || true} is true, and a loop would go on over it.
 */
final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped(String why) {
        super(why, null, /* enableSuppression */ false, /* writableStackTrace */ false);
    }
}
