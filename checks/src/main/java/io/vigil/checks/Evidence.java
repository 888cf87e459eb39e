package io.vigil.checks;

/** The facts behind a verdict. */
final class Evidence {
    static final int MAX_BYTES = 8 * 1024;

    private Evidence() {}
}
