package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.subscriptions.Delivery.Kind;
import io.vigil.reports.subscriptions.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of mails: what is queued, who has it in hand, what became of it. */
final class DeliveryTable {

    /**
     * A queued mail.
     *
     * @param recipientId null for a notice
     * @param notBefore when it is due, and nobody has it in hand
     */
    record Waiting(
            UUID id,
            UUID subscription,
            Kind kind,
            @Nullable Instant period,
            @Nullable UUID recipientId,
            String recipient,
            Instant askedAt,
            Instant notBefore,
            int attempts) {}

    private DeliveryTable() {}

    /** One mail for each recipient who confirmed; of those who have the same report already, a row that says so. */
    static void queuePeriod(
            Handle handle, TenantId tenant, Subscription subscription, Instant period, boolean missed, Instant now) {
        record Reader(
                UUID id,
                String address,
                boolean unchanged,
                @Nullable Instant since) {}
        Instant first = subscription.tellsChanges() ? subscription.dueBefore(period) : null;
        List<Reader> readers = handle.createQuery("""
                        select r.recipient_id, r.address, coalesce(r.sent_fingerprint = p.fingerprint, false) as unchanged,
                          case when :first::timestamptz is not null then coalesce(r.told_until, :first) end as since
                        from subscription_recipient r join subscription_period p using (tenant_id, subscription_id)
                        where r.tenant_id = :tenant and r.subscription_id = :subscription and p.period = :period
                          and r.state = 'CONFIRMED'
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription.id())
                .bind("period", period)
                .bind("first", first)
                .map((row, context) -> new Reader(
                        row.getObject("recipient_id", UUID.class),
                        row.getString("address"),
                        row.getBoolean("unchanged"),
                        RecipientTable.instant(row, "since")))
                .list();
        for (Reader reader : readers)
            insert(
                    handle,
                    tenant,
                    new Waiting(
                            Uuids.ofName("delivery", subscription.id(), period, reader.address()),
                            subscription.id(),
                            Kind.REPORT,
                            period,
                            reader.id(),
                            reader.address(),
                            now,
                            now,
                            0),
                    reader.since(),
                    missed ? State.MISSED : reader.unchanged() ? State.UNCHANGED : State.QUEUED);
    }

    static void queueConfirmation(
            Handle handle, TenantId tenant, UUID id, UUID subscription, UUID recipient, String address, Instant now) {
        insert(
                handle,
                tenant,
                new Waiting(id, subscription, Kind.CONFIRMATION, null, recipient, address, now, now, 0),
                /* since */ null,
                State.QUEUED);
    }

    /** At most one a day and subscription. */
    static UUID queueNotice(Handle handle, TenantId tenant, UUID subscription, Instant now) {
        UUID id = Uuids.ofName("notice", subscription, LocalDate.ofInstant(now, ZoneOffset.UTC));
        insert(
                handle,
                tenant,
                new Waiting(id, subscription, Kind.NOTICE, null, null, "", now, now, 0),
                /* since */ null,
                State.QUEUED);
        return id;
    }

    private static void insert(Handle handle, TenantId tenant, Waiting mail, @Nullable Instant since, State state) {
        handle.createUpdate("""
                        insert into delivery (tenant_id, delivery_id, subscription_id, kind, period, recipient_id, recipient,
                                              state, asked_at, due_at, since)
                        values (:tenant, :id, :subscription, :kind, :period, :recipientId, :recipient, :state, :asked, :due,
                          :since)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", mail.id())
                .bind("subscription", mail.subscription())
                .bind("kind", mail.kind().name())
                .bind("period", mail.period())
                .bind("recipientId", mail.recipientId())
                .bind("recipient", mail.recipient())
                .bind("state", state.name())
                .bind("asked", mail.askedAt())
                .bind("due", mail.notBefore())
                .bind("since", since)
                .execute();
    }

    /** Whatever of a period was not sent and is wanted now. */
    static void queueTheRest(Handle handle, TenantId tenant, UUID subscription, Instant period, Instant now) {
        handle.createUpdate("""
                        update delivery d set state = 'QUEUED', asked_at = :now, due_at = :now from subscription_recipient r
                        where d.tenant_id = :tenant and d.subscription_id = :subscription and d.period = :period
                          and d.state in ('UNCHANGED', 'MISSED', 'FAILED', 'DROPPED') and r.tenant_id = d.tenant_id
                          and r.subscription_id = d.subscription_id and r.address = d.recipient and r.state = 'CONFIRMED'
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("period", period)
                .bind("now", now)
                .execute();
    }

    /** Of one subscription, whatever they carry. */
    static List<UUID> queued(Handle handle, TenantId tenant, UUID subscription) {
        return handle.createQuery("""
                        select delivery_id from delivery
                        where tenant_id = :tenant and subscription_id = :subscription and state = 'QUEUED' order by due_at
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .mapTo(UUID.class)
                .list();
    }

    /** Of all of the tenant's. */
    static List<UUID> queued(Handle handle, TenantId tenant) {
        return handle.createQuery("select delivery_id from delivery where tenant_id = :tenant and state = 'QUEUED'")
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * Of what time a mail with changes tells.
     *
     * @param first from when, if it was queued while the subscription was of another kind
     */
    static Optional<Span> span(Handle handle, TenantId tenant, UUID delivery, Instant first) {
        return handle.createQuery("""
                        select coalesce(d.since, :first) as since, p.claimed_at from delivery d
                        join subscription_period p using (tenant_id, subscription_id, period)
                        where d.tenant_id = :tenant and d.delivery_id = :delivery
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("first", first)
                .map((row, context) -> new Span(
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("claimed_at").toInstant()))
                .findOne();
    }

    static Optional<Waiting> waiting(Handle handle, TenantId tenant, UUID delivery) {
        return handle.createQuery("""
                        select *, greatest(due_at, coalesce(held_until, due_at)) as not_before from delivery
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .map((row, context) -> new Waiting(
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("subscription_id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        RecipientTable.instant(row, "period"),
                        row.getObject("recipient_id", UUID.class),
                        row.getString("recipient"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("not_before").toInstant(),
                        row.getInt("attempts")))
                .findOne();
    }

    /** Number of the try; empty when somebody else has the mail in hand, or it needs no try any more. */
    static Optional<Integer> begin(
            Handle handle, TenantId tenant, UUID delivery, String recipient, Instant now, Duration hold) {
        Optional<Integer> attempt = handle.createQuery("""
                        update delivery set held_until = :until, attempts = attempts + 1, recipient = :recipient
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED' and due_at <= :now
                          and coalesce(held_until, :now) <= :now
                        returning attempts
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("recipient", recipient)
                .bind("now", now)
                .bind("until", now.plus(hold))
                .mapTo(Integer.class)
                .findOne();
        attempt.ifPresent(number -> note(handle, tenant, delivery, number, "BEGUN", "no end is known", now));
        return attempt;
    }

    /** How a try ended. */
    static void note(
            Handle handle, TenantId tenant, UUID delivery, int attempt, String outcome, String detail, Instant at) {
        handle.createUpdate("""
                        insert into delivery_attempt as a (tenant_id, delivery_id, attempt, at, outcome, detail)
                        values (:tenant, :delivery, :attempt, :at, :outcome, :detail)
                        on conflict (tenant_id, delivery_id, attempt) do update
                          set outcome = excluded.outcome, detail = excluded.detail
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("attempt", attempt)
                .bind("at", at)
                .bind("outcome", outcome)
                .bind("detail", detail)
                .execute();
    }

    static void retryAt(Handle handle, TenantId tenant, UUID delivery, Instant at) {
        handle.createUpdate("""
                        update delivery set due_at = :at, held_until = null
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("at", at)
                .execute();
    }

    /** False when it had ended before. */
    static boolean end(Handle handle, TenantId tenant, UUID delivery, State as, Instant now) {
        return handle.createUpdate("""
                        update delivery set state = :state, held_until = null,
                          sent_at = case when :state = 'SENT' then :now::timestamptz end
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                        .bind("tenant", tenant.value())
                        .bind("delivery", delivery)
                        .bind("state", as.name())
                        .bind("now", now)
                        .execute()
                == 1;
    }
}
