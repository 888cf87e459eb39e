package io.vigil.reports.subscriptions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a mail that tells people something is tried again, or that it is not. */
public final class NextTry {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private NextTry() {}

    /**
     * Empty once it is given up.
     *
     * @param attempts before this one
     */
    public static Optional<Instant> after(DeliveryConfig config, Instant queuedAt, int attempts, Instant now) {
        if (Duration.between(queuedAt, now).compareTo(config.giveUpAfter()) > 0) return Optional.empty();
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(attempts, 20));
        return Optional.of(now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }
}
