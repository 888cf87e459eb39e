package io.vigil.checks;

/** A pack's value does not fit; the message names the check or the declaration, and the value. */
public final class InvalidPack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPack(String message) {
        super(message);
    }
}
