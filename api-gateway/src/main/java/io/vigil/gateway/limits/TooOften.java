package io.vigil.gateway.limits;

import java.time.Duration;

/** Somebody who is signed in asks for more than a person can read. */
public final class TooOften extends RuntimeException {
    private final Duration wait;

    public TooOften(Duration wait) {
        super("too many requests");
        this.wait = wait;
    }

    /** When it may be asked again, in whole seconds, one at least. */
    public long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
