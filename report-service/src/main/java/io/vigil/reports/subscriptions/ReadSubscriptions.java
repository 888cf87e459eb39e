package io.vigil.reports.subscriptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows subscriptions with their recipients, their next runs and what did not arrive. */
@ApplicationScoped
class ReadSubscriptions {
    private static final int RUNS_SHOWN = 5;
    private static final Duration LATELY = Duration.ofDays(30);

    /**
     * A subscription as it is shown.
     *
     * @param words the cron line in words
     * @param account the only one that its reports tell of; null: all of the tenant's
     * @param framework null unless the kind is framework
     * @param misfire once or skip
     * @param nextRuns at most five
     * @param waiting mails that are still to be handed over
     * @param lost reports and questions of the last 30 days that were refused or given up
     */
    public record Shown(
            UUID id,
            String name,
            String cron,
            String zone,
            String words,
            List<Recipient> recipients,
            String kind,
            @Nullable AccountId account,
            @Nullable String framework,
            List<String> formats,
            String language,
            boolean skipUnchanged,
            String misfire,
            Instant createdAt,
            String createdBy,
            List<Instant> nextRuns,
            int waiting,
            int lost) {}

    public record Preview(String words, List<Instant> nextRuns) {}

    private record Mails(int waiting, int lost) {}

    private final TenantTransaction transaction;
    private final InstantSource clock;

    ReadSubscriptions(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Shown> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> SubscriptionTable.list(handle, tenant).stream()
                        .map(subscription -> shown(handle, tenant, subscription))
                        .toList());
    }

    /** @throws Problem 404 when there is none */
    Shown show(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> shown(handle, tenant, find(handle, tenant, id)));
    }

    /** @throws Problem 404 when there is none */
    Subscription find(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> find(handle, tenant, id));
    }

    private static Subscription find(Handle handle, TenantId tenant, UUID id) {
        return SubscriptionTable.find(handle, tenant, id).orElseThrow(() -> EditSubscriptions.unknown(id));
    }

    /** @throws Problem 400 for a line or a zone that cannot be read */
    Preview preview(String cron, String zone) {
        Timetable timetable = Timetable.of(cron, zone);
        return new Preview(timetable.words(), timetable.next(clock.instant(), RUNS_SHOWN));
    }

    private Shown shown(Handle handle, TenantId tenant, Subscription subscription) {
        Instant now = clock.instant();
        Mails mails = handle.createQuery("""
                        select count(*) filter (where state = 'QUEUED') as waiting,
                          count(*) filter (where state = 'FAILED' and kind <> 'NOTICE' and asked_at > :since) as lost
                        from delivery where tenant_id = :tenant and subscription_id = :subscription
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription.id())
                .bind("since", now.minus(LATELY))
                .map((row, context) -> new Mails(row.getInt("waiting"), row.getInt("lost")))
                .one();
        return new Shown(
                subscription.id(),
                subscription.name(),
                subscription.timetable().cron(),
                subscription.timetable().zone().getId(),
                subscription.timetable().words(),
                RecipientTable.list(handle, tenant, subscription.id(), now),
                subscription.ask().kind().word(),
                subscription.ask().account().orElse(null),
                subscription.ask().framework().orElse(null),
                subscription.formats().stream().map(Format::word).toList(),
                subscription.language().toLanguageTag(),
                subscription.skipUnchanged(),
                subscription.misfire().word(),
                subscription.createdAt(),
                subscription.createdBy(),
                subscription.timetable().next(now, RUNS_SHOWN),
                mails.waiting(),
                mails.lost());
    }
}
