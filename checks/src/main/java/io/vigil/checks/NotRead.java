package io.vigil.checks;

import io.vigil.contracts.Unread;

/**
 * Thrown by a document's map when a check reads what nobody knows. The language treats it as its own errors, so
 * {@code false && it} is false and {@code true || it} is true.
 */
final class NotRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unread why;

    NotRead(Unread why) {
        super(why.detail(), null, /* enableSuppression */ false, /* writableStackTrace */ false);
        this.why = why;
    }

    Unread why() {
        return why;
    }
}
