package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param kind WEBHOOK, SLACK, TEAMS or EMAIL
 * @param address of a chat without what lets in
 * @param disabledAt null for one that works
 * @param waiting messages that are still to be handed over
 * @param lost messages of the last 30 days that were given up
 */
public record Channel(
        UUID id,
        String kind,
        String name,
        String address,
        @Nullable Instant disabledAt,
        String disabledWhy,
        Instant createdAt,
        String createdBy,
        @Nullable Instant sentAt,
        int waiting,
        int lost) {

    /** @param secret shown this once; empty for what is not signed */
    public record Made(Channel channel, String secret) {
        @Override
        public String toString() {
            return channel.toString();
        }
    }

    /** @param next hands on to older deliveries; null where there are none */
    public record Log(List<Delivery> items, @Nullable String next) {}

    /**
     * A message and all of its tries.
     *
     * @param kind ALERT, DIGEST, TEST or NOTICE
     * @param state QUEUED, SENT, FAILED or DROPPED
     */
    public record Delivery(
            UUID id,
            String kind,
            String title,
            String state,
            Instant askedAt,
            @Nullable Instant sentAt,
            @Nullable Instant nextAttempt,
            List<Attempt> attempts) {}

    /** @param outcome BEGUN, SENT, RETRY, FAILED or DROPPED */
    public record Attempt(int attempt, Instant at, String outcome, String detail) {}
}
