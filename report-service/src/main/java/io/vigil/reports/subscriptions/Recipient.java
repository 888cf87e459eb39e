package io.vigil.reports.subscriptions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gets a subscription's reports, with or without a login.
 *
 * @param address in lower case
 * @param askedAt when the newest question was asked
 * @param sentAt when the last report was handed over
 */
public record Recipient(
        UUID id,
        String address,
        State state,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant sentAt) {

    public enum State {
        /** Was asked, and gets nothing before there is an answer. */
        PENDING,
        /** Was asked so long ago that the link is no longer good. */
        EXPIRED,
        CONFIRMED,
        UNSUBSCRIBED
    }
}
