package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report that is mailed on a schedule.
 *
 * @param words the cron line in words
 * @param kind such as {@code executive}; null of a service that knows the posture alone
 * @param account the only one that its reports tell of
 * @param misfire {@code once} or {@code skip}
 * @param waiting mails that are still to be handed over
 * @param lost mails of the last 30 days that were refused or given up
 */
public record Subscription(
        UUID id,
        String name,
        String cron,
        String zone,
        String words,
        List<Recipient> recipients,
        @Nullable String kind,
        @Nullable String account,
        @Nullable String framework,
        List<String> formats,
        String language,
        boolean skipUnchanged,
        String misfire,
        List<Instant> nextRuns,
        int waiting,
        int lost) {

    /** @param state PENDING, EXPIRED, CONFIRMED or UNSUBSCRIBED */
    public record Recipient(
            UUID id,
            String address,
            String state,
            Instant askedAt,
            Instant expiresAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant unsubscribedAt,
            @Nullable Instant sentAt) {}

    /** @param next hands on to older mails; null where there are none */
    public record Log(List<Mail> items, @Nullable String next) {}

    /**
     * A mail and all of its tries.
     *
     * @param kind REPORT, CONFIRMATION or NOTICE
     * @param state QUEUED, SENT, FAILED, UNCHANGED, MISSED or DROPPED
     */
    public record Mail(
            UUID id,
            String kind,
            @Nullable Instant period,
            String recipient,
            String state,
            Instant askedAt,
            @Nullable Instant sentAt,
            @Nullable Instant nextAttempt,
            List<Attempt> attempts) {}

    /** @param outcome BEGUN, SENT, RETRY, FAILED or DROPPED */
    public record Attempt(int attempt, Instant at, String outcome, String detail) {}

    /**
     * What a link of a mail leads to.
     *
     * @param kind CONFIRM or UNSUBSCRIBE
     * @param state OPEN, EXPIRED, CONFIRMED, UNSUBSCRIBED, or OVER, of which no name is told
     */
    public record Seen(String kind, String state, String customer, String subscription, String address) {}

    /** @param link null for one that leads nowhere */
    public record Followed(@Nullable Seen link) {}
}
