package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds what has a row and may have no place in the timetable, since these are two transactions; and forgets what the log
 * keeps no longer.
 */
@ApplicationScoped
class MendSubscriptions {

    /** @param mails ids of those that are queued */
    record Left(TenantId tenant, List<Subscription> subscriptions, List<UUID> mails) {}

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final SubscriptionsConfig config;
    private final InstantSource clock;

    MendSubscriptions(
            PlatformTransaction platform,
            TenantTransaction transaction,
            SubscriptionsConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.config = config;
        this.clock = clock;
    }

    List<Left> all() {
        List<Left> left = new ArrayList<>();
        for (TenantId tenant : tenants())
            left.add(transaction.call(
                    tenant,
                    handle -> new Left(
                            tenant, SubscriptionTable.list(handle, tenant), DeliveryTable.queued(handle, tenant))));
        return left;
    }

    void forgetOld() {
        Instant now = clock.instant();
        Instant before = now.minus(config.keepLog());
        for (TenantId tenant : tenants()) transaction.run(tenant, handle -> forget(handle, tenant, before));
        platform.run(handle -> {
            AskRecipient.forgetOld(handle, now);
            LinkTable.forgetOld(handle, now.minus(config.confirmWithin().multipliedBy(4)));
        });
    }

    /** A subscription's newest period stays: it is the claim that keeps it from being served again. */
    private static void forget(Handle handle, TenantId tenant, Instant before) {
        for (String forgotten : List.of("""
                delete from report_file_chunk c using subscription_file f, subscription_period p
                where c.tenant_id = :tenant and f.tenant_id = c.tenant_id and f.file_id = c.file_id
                  and (p.tenant_id, p.subscription_id, p.period) = (f.tenant_id, f.subscription_id, f.period)
                  and p.claimed_at < :before
                """, """
                delete from report_file r using subscription_file f, subscription_period p
                where r.tenant_id = :tenant and f.tenant_id = r.tenant_id and f.file_id = r.file_id
                  and (p.tenant_id, p.subscription_id, p.period) = (f.tenant_id, f.subscription_id, f.period)
                  and p.claimed_at < :before
                """, """
                delete from subscription_period p where p.tenant_id = :tenant and p.claimed_at < :before
                  and exists (select from subscription_period newer where newer.tenant_id = p.tenant_id
                    and newer.subscription_id = p.subscription_id and newer.period > p.period)
                """, """
                delete from delivery where tenant_id = :tenant and state <> 'QUEUED' and asked_at < :before
                """))
            handle.createUpdate(forgotten)
                    .bind("tenant", tenant.value())
                    .bind("before", before)
                    .execute();
    }

    private List<TenantId> tenants() {
        return platform.call(
                handle -> handle.createQuery("select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .map(TenantId::new)
                        .list());
    }
}
