package io.vigil.contracts;

import org.jspecify.annotations.Nullable;

/** A record on a topic that is not what the topic carries. */
public final class MalformedEvent extends RuntimeException {
    public MalformedEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
