package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Claims the period of a subscription that is due and queues its mails, in one transaction. The first who asks makes the
 * row, whether a schedule, a second scheduler or a person; everyone else finds it.
 */
@ApplicationScoped
class ClaimPeriod {

    /**
     * @param period named by when it was due
     * @param claimed false when somebody had claimed it before
     * @param waiting ids of the subscription's mails that are not sent yet, whatever period they are of: whoever claimed
     *     them may have ended before they were planned
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

    /** For the schedule: empty when nothing was due since the subscription has its timetable. */
    Optional<Claim> onSchedule(TenantId tenant, Subscription subscription) {
        Instant now = clock.instant();
        return subscription
                .timetable()
                .latest(now)
                .filter(period -> !period.isBefore(subscription.timedAt()))
                .map(period -> {
                    boolean late = Duration.between(period, now).compareTo(config.misfireAfter()) > 0;
                    boolean missed = late && subscription.misfire() == Subscription.Misfire.SKIP;
                    return transaction.call(tenant, handle -> {
                        boolean first = claim(handle, tenant, subscription, period, "schedule", now);
                        if (first) {
                            DeliveryTable.queuePeriod(handle, tenant, subscription, period, missed, now);
                            told(handle, tenant, subscription, period, subscription.asCaller(tenant), missed);
                        }
                        return new Claim(period, first, DeliveryTable.queued(handle, tenant, subscription.id()));
                    });
                });
    }

    /** For a person who does not want to wait: the current period, to everybody who has not got its report. */
    Optional<Claim> now(TenantId tenant, Subscription subscription, Caller by) {
        Instant now = clock.instant();
        return subscription
                .timetable()
                .latest(now)
                .map(period -> transaction.call(tenant, handle -> {
                    boolean first = claim(handle, tenant, subscription, period, by.displayName(), now);
                    List<UUID> before = DeliveryTable.queued(handle, tenant, subscription.id());
                    DeliveryTable.queuePeriod(handle, tenant, subscription, period, /* missed */ false, now);
                    DeliveryTable.queueTheRest(handle, tenant, subscription.id(), period, now);
                    List<UUID> waiting = DeliveryTable.queued(handle, tenant, subscription.id());
                    if (first || waiting.size() > before.size())
                        told(handle, tenant, subscription, period, by, /* missed */ false);
                    return new Claim(period, first, waiting);
                }));
    }

    private boolean claim(
            Handle handle, TenantId tenant, Subscription subscription, Instant period, String who, Instant now) {
        Instant claimed = subscription.tellsChanges() ? afterEveryFold(handle, tenant) : now;
        boolean first = handle.createUpdate("""
                                insert into subscription_period (tenant_id, subscription_id, period, claimed_at, asked_by)
                                values (:tenant, :subscription, :period, :now, :who) on conflict do nothing
                                """)
                        .bind("tenant", tenant.value())
                        .bind("subscription", subscription.id())
                        .bind("period", period)
                        .bind("now", claimed)
                        .bind("who", who)
                        .execute()
                == 1;
        if (first && subscription.skipUnchanged())
            handle.createUpdate("""
                            update subscription_period set fingerprint = :fingerprint
                            where tenant_id = :tenant and subscription_id = :subscription and period = :period
                            """)
                    .bind("fingerprint", Fingerprint.of(handle, tenant, subscription.ask()))
                    .bind("tenant", tenant.value())
                    .bind("subscription", subscription.id())
                    .bind("period", period)
                    .execute();
        return first;
    }

    /** A moment up to which all that was noted can be read: no fold goes on, and the next one notes what it does later. */
    private Instant afterEveryFold(Handle handle, TenantId tenant) {
        ExceptionsLock.alone(handle, tenant);
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void told(
            Handle handle, TenantId tenant, Subscription subscription, Instant period, Caller by, boolean missed) {
        audit.append(
                handle,
                tenant,
                by,
                missed ? "subscription.missed" : "subscription.sent",
                subscription.id().toString(),
                Map.of("period", period.toString(), "recipients", confirmed(handle, tenant, subscription)));
    }

    private static List<String> confirmed(Handle handle, TenantId tenant, Subscription subscription) {
        return handle.createQuery("""
                        select address from subscription_recipient
                        where tenant_id = :tenant and subscription_id = :subscription and state = 'CONFIRMED' order by address
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription.id())
                .mapTo(String.class)
                .list();
    }
}
