package io.vigil.checks;

import io.vigil.contracts.Unread;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** What was not read, if that is why something failed. */
    static Optional<NotRead> in(@Nullable Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof NotRead missing) return Optional.of(missing);
        return Optional.empty();
    }
}
