package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Where links lead; a platform table, since a link does not say its tenant. */
final class LinkTable {

    enum Kind {
        CONFIRM,
        UNSUBSCRIBE
    }

    record Led(Kind kind, TenantId tenant, UUID subscription, UUID recipient) {}

    private LinkTable() {}

    static void keep(Handle handle, String digest, Led to, Instant now) {
        handle.createUpdate("""
                        insert into subscription_link (digest, kind, tenant_id, subscription_id, recipient_id, made_at)
                        values (:digest, :kind, :tenant, :subscription, :recipient, :now) on conflict do nothing
                        """)
                .bind("digest", digest)
                .bind("kind", to.kind().name())
                .bind("tenant", to.tenant().value())
                .bind("subscription", to.subscription())
                .bind("recipient", to.recipient())
                .bind("now", now)
                .execute();
    }

    static Optional<Led> find(Handle handle, String digest) {
        return handle.createQuery("select * from subscription_link where digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> new Led(
                        Kind.valueOf(row.getString("kind")),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getObject("subscription_id", UUID.class),
                        row.getObject("recipient_id", UUID.class)))
                .findOne();
    }

    /** Links that confirm and are long over; one that unsubscribes is good as long as the mail that holds it. */
    static void forgetOld(Handle handle, Instant before) {
        handle.createUpdate("delete from subscription_link where kind = 'CONFIRM' and made_at < :before")
                .bind("before", before)
                .execute();
    }
}
