package io.vigil.reports.subscriptions;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queues the question whether somebody wants a subscription's reports. */
@ApplicationScoped
class AskRecipient {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SubscriptionsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    AskRecipient(SubscriptionsConfig config, InstantSource clock, SecureRandom random) {
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Somebody new.
     *
     * @return id of the mail
     * @throws Problem 429 when the tenant asked too many, or the address was asked too often by whomever
     */
    UUID ask(Handle handle, TenantId tenant, UUID subscription, String address) {
        Instant now = now();
        UUID id = Uuids.ofName("recipient", random.nextLong(), random.nextLong());
        RecipientTable.insert(handle, tenant, subscription, id, address, now, now.plus(config.confirmWithin()));
        return queue(handle, tenant, subscription, id, address, now);
    }

    /** Somebody who did not answer, or left. As {@link #ask}; the link before is good for nothing. */
    UUID askAgain(Handle handle, TenantId tenant, UUID subscription, Recipient recipient) {
        Instant now = now();
        RecipientTable.askAgain(handle, tenant, subscription, recipient.id(), now, now.plus(config.confirmWithin()));
        return queue(handle, tenant, subscription, recipient.id(), recipient.address(), now);
    }

    private UUID queue(Handle handle, TenantId tenant, UUID subscription, UUID recipient, String address, Instant now) {
        demandFew(handle, tenant, address, now);
        UUID mail = Uuids.ofName("confirmation", recipient, now);
        DeliveryTable.queueConfirmation(handle, tenant, mail, subscription, recipient, address, now);
        return mail;
    }

    private void demandFew(Handle handle, TenantId tenant, String address, Instant now) {
        String digest = EventJson.digestOf(address.getBytes(StandardCharsets.UTF_8));
        // two that ask at once for the same address follow each other
        handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "asked " + digest);
        demandFew(handle, "tenant_id = :key", tenant.value(), now, HOUR, config.questionsPerTenant(), "this tenant");
        demandFew(handle, "address_digest = :key", digest, now, DAY, config.questionsPerAddress(), address);
        handle.createUpdate(
                        "insert into confirmation_asked (tenant_id, address_digest, asked_at) values (:tenant, :address, :now)")
                .bind("tenant", tenant.value())
                .bind("address", digest)
                .bind("now", now)
                .execute();
    }

    private static void demandFew(
            Handle handle, String whose, Object key, Instant now, Duration within, int most, String whom) {
        @Nullable
        Instant first = handle.createQuery("select asked_at from confirmation_asked where " + whose
                        + " and asked_at > :since order by asked_at desc offset :most limit 1")
                .bind("key", key)
                .bind("since", now.minus(within))
                .bind("most", most - 1)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
        if (first == null) return;
        throw Problem.tooMany(
                "%d questions to confirm were mailed for %s in %d hours, which is the most"
                        .formatted(most, whom, within.toHours()),
                Duration.between(now, first.plus(within)));
    }

    static void forgetOld(Handle handle, Instant now) {
        handle.createUpdate("delete from confirmation_asked where asked_at < :before")
                .bind("before", now.minus(DAY.multipliedBy(2)))
                .execute();
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
