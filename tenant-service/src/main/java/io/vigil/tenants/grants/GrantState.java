package io.vigil.tenants.grants;

import java.time.Instant;
import java.util.Optional;

/** Where a grant stands. */
public enum GrantState {
    /** Waits for the customer's administrator; gives nothing. */
    REQUESTED,
    OPEN,
    /** The customer's administrator said no. */
    REFUSED,
    /** Ended before its time. */
    REVOKED,
    /** Ended by its time. */
    EXPIRED,
    /** A request that nobody answered. */
    LAPSED;

    public boolean isLive() {
        return this == REQUESTED || this == OPEN;
    }

    /** What it is by its time alone, whether or not anybody has written that down. */
    GrantState at(Instant now, Optional<Instant> until) {
        boolean over = until.isPresent() && !until.get().isAfter(now);
        if (!over || !isLive()) return this;
        return this == OPEN ? EXPIRED : LAPSED;
    }
}
