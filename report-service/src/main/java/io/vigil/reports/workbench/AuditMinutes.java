package io.vigil.reports.workbench;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an audit takes of people's time, measured by this service's clock between the beats of an open page; what anybody says of
 * it counts for nothing.
 */
final class AuditMinutes {
    /** A page beats every 30 seconds while somebody is active; two beats in a row may be lost on the way. */
    static final Duration LONGEST = Duration.ofSeconds(90);

    private AuditMinutes() {}

    /**
     * The time that a beat adds: since the same person's last one, on whichever page of the audit. After a pause nothing, for
     * nobody knows what was done in it.
     */
    static Duration between(Optional<Instant> last, Instant now) {
        return last.map(before -> Duration.between(before, now))
                .filter(gap -> !gap.isNegative() && gap.compareTo(LONGEST) <= 0)
                .orElse(Duration.ZERO);
    }

    /**
     * What the accounts in which nothing changed would have taken, had each been looked at as the others were.
     *
     * @param measured of all audits of the customer so far
     * @param looked accounts that were looked at in them
     * @param together accounts of this audit that were signed off unlooked at
     * @return empty as long as nobody knows how long an account takes
     */
    static Optional<Duration> saved(Duration measured, long looked, int together) {
        if (looked == 0 || measured.isZero()) return Optional.empty();
        return Optional.of(measured.multipliedBy(together).dividedBy(looked));
    }
}
