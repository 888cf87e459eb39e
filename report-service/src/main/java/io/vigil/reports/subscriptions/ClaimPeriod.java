package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Claims the period of a subscription that is due and queues its mails. The first who asks makes the row, whether a
 * schedule, a second scheduler or a person; everyone else finds it.
 */
@ApplicationScoped
class ClaimPeriod {

    /**
     * @param period named by when it was due
     * @param claimed false when somebody had claimed it before
     * @param waiting ids of the mails that are not sent yet
     */
    record Claim(Instant period, boolean claimed, List<UUID> waiting) {}

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SubscriptionsConfig config;

    ClaimPeriod(TenantTransaction transaction, AuditTrail audit, InstantSource clock, SubscriptionsConfig config) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** For the schedule: empty when the period was missed and is to be skipped. */
    Optional<Claim> onSchedule(TenantId tenant, Subscription subscription) {
        Instant now = clock.instant();
        Optional<Instant> period = subscription.timetable().latest(now);
        if (period.isEmpty()) return Optional.empty();
        boolean missed = Duration.between(period.get(), now).compareTo(config.misfireAfter()) > 0;
        if (missed && subscription.misfire() == Subscription.Misfire.SKIP) return Optional.empty();
        return Optional.of(claim(tenant, subscription, period.get(), "schedule", subscription.asCaller(tenant)));
    }

    /** For a person who does not want to wait: the current period, once. */
    Optional<Claim> now(TenantId tenant, Subscription subscription, Caller by) {
        return subscription
                .timetable()
                .latest(clock.instant())
                .map(period -> claim(tenant, subscription, period, by.displayName(), by));
    }

    private Claim claim(TenantId tenant, Subscription subscription, Instant period, String who, Caller by) {
        return transaction.call(tenant, handle -> {
            boolean first = handle.createUpdate("""
                                    insert into subscription_period (tenant_id, subscription_id, period, claimed_at, asked_by)
                                    values (:tenant, :subscription, :period, :now, :who) on conflict do nothing
                                    """)
                            .bind("tenant", tenant.value())
                            .bind("subscription", subscription.id())
                            .bind("period", period)
                            .bind("now", clock.instant())
                            .bind("who", who)
                            .execute()
                    == 1;
            if (first) {
                for (String recipient : subscription.recipients())
                    queue(handle, tenant, subscription, period, recipient);
                audit.append(
                        handle,
                        tenant,
                        by,
                        "subscription.sent",
                        subscription.id().toString(),
                        Map.of("period", period.toString(), "recipients", subscription.recipients()));
            }
            return new Claim(period, first, waiting(handle, tenant, subscription, period));
        });
    }

    private static void queue(
            Handle handle, TenantId tenant, Subscription subscription, Instant period, String recipient) {
        handle.createUpdate("""
                        insert into delivery (tenant_id, delivery_id, subscription_id, period, recipient, state)
                        values (:tenant, :id, :subscription, :period, :recipient, 'QUEUED')
                        """)
                .bind("tenant", tenant.value())
                .bind("id", Uuids.ofName("delivery", subscription.id(), period, recipient))
                .bind("subscription", subscription.id())
                .bind("period", period)
                .bind("recipient", recipient)
                .execute();
    }

    private static List<UUID> waiting(Handle handle, TenantId tenant, Subscription subscription, Instant period) {
        return handle.createQuery("""
                        select delivery_id from delivery where tenant_id = :tenant and subscription_id = :subscription
                          and period = :period and state = 'QUEUED' order by delivery_id
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription.id())
                .bind("period", period)
                .mapTo(UUID.class)
                .list();
    }
}
