package io.vigil.tenants.accounts;

import io.vigil.contracts.ProbeOutcome;
import java.time.Duration;
import java.time.Instant;

/**
 * How an account's role answers, and what news make of that. What says nothing of the role changes nothing; an unsafe
 * role stays so until a probe has found it safe, whatever a scan says.
 *
 * @param since when it came to this state
 */
record Standing(Account.State state, Instant since) {
    /** So long a role that does not answer is one that is being made. */
    private static final Duration MAKING = Duration.ofHours(1);

    /** @param byPerson whether somebody asked for the probe, and so wants to know */
    Standing probed(ProbeOutcome outcome, boolean byPerson, Instant now) {
        return switch (outcome) {
            case ENTERED -> become(Account.State.CONNECTED, now);
            case UNSAFE -> become(Account.State.UNSAFE, now);
            case REFUSED, WRONG_ACCOUNT, OWN_ACCOUNT ->
                isBeingMade(byPerson, now) ? this : become(Account.State.REFUSED, now);
            case STS_OFF, CLOCK_SKEW, THROTTLED, UNREACHABLE, PROVIDER_CREDENTIALS, VIGIL_FAULT -> this;
        };
    }

    private boolean isBeingMade(boolean byPerson, Instant now) {
        return state == Account.State.PENDING && !byPerson && now.isBefore(since.plus(MAKING));
    }

    /** A scan got in. */
    Standing scanned(Instant now) {
        return state == Account.State.UNSAFE ? this : become(Account.State.CONNECTED, now);
    }

    /** A scan was not let in. */
    Standing refused(Instant now) {
        return state == Account.State.UNSAFE ? this : become(Account.State.REFUSED, now);
    }

    /** A scan found that others could get in as well. */
    Standing unsafe(Instant now) {
        return become(Account.State.UNSAFE, now);
    }

    private Standing become(Account.State next, Instant now) {
        return next == state ? this : new Standing(next, now);
    }
}
