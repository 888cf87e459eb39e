package io.vigil.reports.subscriptions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail and all of its tries.
 *
 * @param period whose report it carries; null for a question to confirm and for a notice
 * @param recipient the address; empty for a notice whose address was not looked up yet
 * @param nextAttempt when it is tried next; null unless it is queued
 */
public record Delivery(
        UUID id,
        Kind kind,
        @Nullable Instant period,
        String recipient,
        State state,
        Instant askedAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAttempt,
        List<Attempt> attempts) {

    public enum Kind {
        REPORT,
        /** The question whether somebody wants the reports. */
        CONFIRMATION,
        /** The word to the owner that something was given up. */
        NOTICE
    }

    public enum State {
        QUEUED,
        SENT,
        /** Refused for good, or given up. */
        FAILED,
        /** Nothing changed since the last report to the same recipient. */
        UNCHANGED,
        /** Its time was missed, and the subscription leaves such a one out. */
        MISSED,
        /** The recipient left, or was taken out, before it was handed over. */
        DROPPED
    }

    /**
     * @param outcome SENT, RETRY, FAILED, DROPPED, or BEGUN for one of which no end is known: the service stopped meanwhile
     * @param detail the mail server's words, or ours, made harmless
     */
    public record Attempt(int attempt, Instant at, String outcome, String detail) {}
}
