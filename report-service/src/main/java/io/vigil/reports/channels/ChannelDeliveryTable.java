package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of deliveries: what is queued, who has it in hand, what became of it. */
final class ChannelDeliveryTable {

    /** @param notBefore when it is due, and nobody has it in hand */
    record Waiting(UUID id, UUID channel, Kind kind, String message, Instant askedAt, Instant notBefore, int attempts) {

        /** Somebody wants it tried once more, whatever is known of the channel. */
        boolean isAskedForNow() {
            return attempts > 0 && notBefore.equals(askedAt);
        }
    }

    private ChannelDeliveryTable() {}

    /** False when there is one of the same id already: it is the claim. */
    static boolean insert(
            Handle handle, TenantId tenant, UUID id, UUID channel, Kind kind, Message message, Instant now) {
        return handle.createUpdate("""
                        insert into channel_delivery (tenant_id, delivery_id, channel_id, kind, title, message, state, asked_at, due_at)
                        values (:tenant, :id, :channel, :kind, :title, :message, 'QUEUED', :now, :now) on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("channel", channel)
                        .bind("kind", kind.name())
                        .bind("title", message.data().title())
                        .bind("message", message.json())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static Optional<Waiting> waiting(Handle handle, TenantId tenant, UUID delivery) {
        return handle.createQuery("""
                        select *, greatest(due_at, coalesce(held_until, due_at)) as not_before from channel_delivery
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .map((row, context) -> new Waiting(
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("channel_id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("message"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("not_before").toInstant(),
                        row.getInt("attempts")))
                .findOne();
    }

    /** Number of the try; empty when somebody else has it in hand, or it needs no try any more. */
    static Optional<Integer> begin(Handle handle, TenantId tenant, UUID delivery, Instant now, Duration hold) {
        Optional<Integer> attempt = handle.createQuery("""
                        update channel_delivery set held_until = :until, attempts = attempts + 1
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED' and due_at <= :now
                          and coalesce(held_until, :now) <= :now
                        returning attempts
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
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
                        insert into channel_attempt as a (tenant_id, delivery_id, attempt, at, outcome, detail)
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
                        update channel_delivery set due_at = :at, held_until = null
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("at", at)
                .execute();
    }

    static void end(Handle handle, TenantId tenant, UUID delivery, State as, Instant now) {
        handle.createUpdate("""
                        update channel_delivery set state = :state, held_until = null,
                          sent_at = case when :state = 'SENT' then :now::timestamptz else sent_at end
                        where tenant_id = :tenant and delivery_id = :delivery and state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("state", as.name())
                .bind("now", now)
                .execute();
    }

    /** Whether the channel took anything since then. */
    static boolean tookAnything(Handle handle, TenantId tenant, UUID channel, Instant since) {
        return handle.createQuery("""
                        select exists (select from channel_delivery where tenant_id = :tenant and channel_id = :channel
                          and kind <> 'NOTICE' and sent_at > :since)
                        """)
                .bind("tenant", tenant.value())
                .bind("channel", channel)
                .bind("since", since)
                .mapTo(Boolean.class)
                .one();
    }

    static void forgetOld(Handle handle, TenantId tenant, Instant before) {
        handle.createUpdate("""
                        delete from channel_delivery where tenant_id = :tenant and state <> 'QUEUED' and asked_at < :before
                        """)
                .bind("tenant", tenant.value())
                .bind("before", before)
                .execute();
    }
}
