package io.vigil.tenants.transfers;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The registry's columns that say whether an account is about to change hands. */
final class TransferTable {
    /** What a code must open: this very offer, to the customer who comes with it, in time. */
    private static final String OPEN_TO = """
            account_id = :account and offer_digest = :digest and offered_until > :now
            and offered_to = (select slug from tenant where tenant_id = :taker)
            """;

    private TransferTable() {}

    static boolean isSlugOf(Handle handle, TenantId tenant, String slug) {
        return handle.createQuery("select exists (select from tenant where tenant_id = :tenant and slug = :slug)")
                .bind("tenant", tenant.value())
                .bind("slug", slug)
                .mapTo(Boolean.class)
                .one();
    }

    /** The one before is replaced. */
    static void offer(Handle handle, TenantId tenant, AccountId account, String digest, Transfer transfer) {
        set(handle, tenant, account, digest, transfer);
    }

    /** False when nothing was offered. */
    static boolean withdraw(Handle handle, TenantId tenant, AccountId account, Instant now) {
        boolean open = find(handle, tenant, account, now).isPresent();
        set(handle, tenant, account, null, null);
        return open;
    }

    private static void set(
            Handle handle, TenantId tenant, AccountId account, @Nullable String digest, @Nullable Transfer transfer) {
        handle.createUpdate("""
                        update aws_account_registry
                        set offer_digest = :digest, offered_to = :customer, offered_until = :until
                        where account_id = :account and tenant_id = :tenant
                        """)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .bind("digest", digest)
                .bind("customer", transfer == null ? null : transfer.customer())
                .bind("until", transfer == null ? null : transfer.until())
                .execute();
    }

    static Optional<Transfer> find(Handle handle, TenantId tenant, AccountId account, Instant now) {
        return handle.createQuery("""
                        select offered_to, offered_until from aws_account_registry
                        where account_id = :account and tenant_id = :tenant and offered_until > :now
                        """)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .bind("now", now)
                .map((row, context) -> new Transfer(row.getString("offered_to"), Columns.instant(row, "offered_until")))
                .findOne();
    }

    /** Who offers the account to the taker by this code; nobody who is being let go. */
    static Optional<TenantId> giver(Handle handle, AccountId account, String digest, TenantId taker, Instant now) {
        return handle.createQuery(
                        "select tenant_id from aws_account_registry t where " + OPEN_TO + " and " + Closings.STAYS)
                .bind("account", account.value())
                .bind("digest", digest)
                .bind("taker", taker.value())
                .bind("now", now)
                .mapTo(UUID.class)
                .map(TenantId::new)
                .findOne();
    }

    /** Who took it, by its slug: from here on the account is kept for the taker. Empty when the offer is not open any more. */
    static Optional<String> pass(
            Handle handle,
            TenantId giver,
            AccountId account,
            String digest,
            TenantId taker,
            Instant now,
            Instant keptUntil) {
        return handle.createQuery("""
                        update aws_account_registry
                        set tenant_id = :taker, passing_until = :keptUntil, probe_at = :keptUntil, blocked_since = null,
                            offer_digest = null, offered_to = null, offered_until = null
                        where tenant_id = :giver and %s
                        returning (select slug from tenant where tenant_id = :taker)
                        """.formatted(OPEN_TO))
                .bind("giver", giver.value())
                .bind("account", account.value())
                .bind("digest", digest)
                .bind("taker", taker.value())
                .bind("now", now)
                .bind("keptUntil", keptUntil)
                .mapTo(String.class)
                .findOne();
    }
}
