package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.Recipient.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of recipients. */
final class RecipientTable {
    private RecipientTable() {}

    static List<Recipient> list(Handle handle, TenantId tenant, UUID subscription, Instant now) {
        return handle.createQuery("""
                        select * from subscription_recipient
                        where tenant_id = :tenant and subscription_id = :subscription order by address
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .map((row, context) -> of(row, now))
                .list();
    }

    static Optional<Recipient> lock(Handle handle, TenantId tenant, UUID subscription, UUID id, Instant now) {
        return handle.createQuery("""
                        select * from subscription_recipient
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id for update
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .map((row, context) -> of(row, now))
                .findOne();
    }

    static void insert(
            Handle handle,
            TenantId tenant,
            UUID subscription,
            UUID id,
            String address,
            Instant asked,
            Instant expires) {
        handle.createUpdate("""
                        insert into subscription_recipient
                          (tenant_id, subscription_id, recipient_id, address, state, asked_at, expires_at)
                        values (:tenant, :subscription, :id, :address, 'PENDING', :asked, :expires)
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .bind("address", address)
                .bind("asked", asked)
                .bind("expires", expires)
                .execute();
    }

    /** With all of the time again; the link before is good for nothing. */
    static void askAgain(Handle handle, TenantId tenant, UUID subscription, UUID id, Instant asked, Instant expires) {
        handle.createUpdate("""
                        update subscription_recipient set state = 'PENDING', asked_at = :asked, expires_at = :expires, digest = null
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .bind("asked", asked)
                .bind("expires", expires)
                .execute();
    }

    /** Which link confirms; false unless the recipient is still asked by the same question. */
    static boolean link(Handle handle, TenantId tenant, UUID subscription, UUID id, Instant asked, String digest) {
        return handle.createUpdate("""
                        update subscription_recipient set digest = :digest
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id
                          and state = 'PENDING' and asked_at = :asked
                        """)
                        .bind("tenant", tenant.value())
                        .bind("subscription", subscription)
                        .bind("id", id)
                        .bind("asked", asked)
                        .bind("digest", digest)
                        .execute()
                == 1;
    }

    static boolean isLinkedBy(Handle handle, TenantId tenant, UUID subscription, UUID id, String digest) {
        return handle.createQuery("""
                        select exists (select from subscription_recipient where tenant_id = :tenant
                          and subscription_id = :subscription and recipient_id = :id and digest = :digest)
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .bind("digest", digest)
                .mapTo(Boolean.class)
                .one();
    }

    static void confirm(Handle handle, TenantId tenant, UUID subscription, UUID id, Instant now) {
        handle.createUpdate("""
                        update subscription_recipient
                        set state = 'CONFIRMED', confirmed_at = :now, unsubscribed_at = null, digest = null
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    static void unsubscribe(Handle handle, TenantId tenant, UUID subscription, UUID id, Instant now) {
        handle.createUpdate("""
                        update subscription_recipient set state = 'UNSUBSCRIBED', unsubscribed_at = :now, digest = null
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    static void sent(Handle handle, TenantId tenant, UUID delivery, Instant now) {
        handle.createUpdate("""
                        update subscription_recipient r set sent_at = :now, sent_fingerprint = p.fingerprint,
                          told_until = greatest(r.told_until, p.claimed_at)
                        from delivery d join subscription_period p using (tenant_id, subscription_id, period)
                        where d.tenant_id = :tenant and d.delivery_id = :delivery and r.tenant_id = d.tenant_id
                          and r.subscription_id = d.subscription_id and r.recipient_id = d.recipient_id
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .bind("now", now)
                .execute();
    }

    static void remove(Handle handle, TenantId tenant, UUID subscription, UUID id) {
        handle.createUpdate("""
                        delete from subscription_recipient
                        where tenant_id = :tenant and subscription_id = :subscription and recipient_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("id", id)
                .execute();
    }

    private static Recipient of(ResultSet row, Instant now) throws SQLException {
        Instant expires = row.getTimestamp("expires_at").toInstant();
        State state = State.valueOf(row.getString("state"));
        return new Recipient(
                row.getObject("recipient_id", UUID.class),
                row.getString("address"),
                state == State.PENDING && !now.isBefore(expires) ? State.EXPIRED : state,
                row.getTimestamp("asked_at").toInstant(),
                expires,
                instant(row, "confirmed_at"),
                instant(row, "unsubscribed_at"),
                instant(row, "sent_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
