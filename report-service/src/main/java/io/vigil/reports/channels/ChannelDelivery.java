package io.vigil.reports.channels;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One message to one channel, with all of its tries.
 *
 * @param id the receiver of a webhook knows it as {@code webhook-id}
 * @param title what it says, in a sentence
 * @param nextAttempt when it is tried next; null unless it is queued
 */
record ChannelDelivery(
        UUID id,
        Kind kind,
        String title,
        State state,
        Instant askedAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAttempt,
        List<Attempt> attempts) {

    @Schema(name = "ChannelDeliveryKind")
    enum Kind {
        ALERT,
        DIGEST,
        /** Whether it arrives at all. */
        TEST,
        /** The word to the owner, by mail, that something did not arrive. */
        NOTICE
    }

    @Schema(name = "ChannelDeliveryState")
    enum State {
        QUEUED,
        SENT,
        /** Given up, or its channel was disabled. */
        FAILED,
        /** Nobody is there to whom it could be sent. */
        DROPPED
    }

    /**
     * @param outcome SENT, RETRY, FAILED, DROPPED, or BEGUN for one of which no end is known: the service stopped meanwhile
     * @param detail the receiver's words, or ours, made harmless
     */
    @Schema(name = "ChannelAttempt")
    record Attempt(int attempt, Instant at, String outcome, String detail) {}
}
