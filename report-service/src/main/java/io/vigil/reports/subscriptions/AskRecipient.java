package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.mail.MailQuota;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Queues the question whether somebody wants a subscription's reports. */
@ApplicationScoped
class AskRecipient {
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
        count(handle, tenant, address, now);
        UUID mail = Uuids.ofName("confirmation", recipient, now);
        DeliveryTable.queueConfirmation(handle, tenant, mail, subscription, recipient, address, now);
        return mail;
    }

    private void count(Handle handle, TenantId tenant, String address, Instant now) {
        String digest = MailQuota.digest(address);
        new MailQuota("confirmation_asked", config.questionsPerTenant(), config.questionsPerAddress())
                .demand(handle, tenant, digest, now);
        handle.createUpdate(
                        "insert into confirmation_asked (tenant_id, address_digest, asked_at) values (:tenant, :address, :now)")
                .bind("tenant", tenant.value())
                .bind("address", digest)
                .bind("now", now)
                .execute();
    }

    static void forgetOld(Handle handle, Instant now) {
        handle.createUpdate("delete from confirmation_asked where asked_at < :before")
                .bind("before", now.minus(MailQuota.COUNTED))
                .execute();
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
