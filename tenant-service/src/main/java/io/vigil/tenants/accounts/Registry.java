package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenants.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts of all tenants by their ids: which are to be probed when, and which are blocked. */
public final class Registry {
    public record Entry(TenantId tenant, AccountId account) {}

    /** @param since when its role was found unsafe */
    public record Blocked(TenantId tenant, AccountId account, Instant since) {}

    /** @param attempts how often it was tried to tell of it, this time included */
    public record Untold(Blocked blocked, int attempts) {}

    private Registry() {}

    /** Those that are due, each for one caller only; unless told otherwise they are due again after the pause. None of a tenant that is frozen. */
    public static List<Entry> takeDue(Handle handle, Instant now, Duration pause, int limit) {
        return handle.createQuery("""
                        update aws_account_registry set probe_at = :again
                        where account_id in (
                          select account_id from aws_account_registry t where probe_at <= :now and STAYS
                          order by probe_at limit :limit
                          for update skip locked)
                        returning tenant_id, account_id
                        """.replace("STAYS", Closings.STAYS))
                .bind("now", now)
                .bind("again", now.plus(pause))
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new AccountId(row.getString("account_id"))))
                .list();
    }

    public static void probeAt(Handle handle, TenantId tenant, AccountId account, Instant at) {
        handle.createUpdate("""
                        update aws_account_registry set probe_at = :at
                        where account_id = :account and tenant_id = :tenant
                        """)
                .bind("at", at)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .execute();
    }

    static void blocked(Handle handle, TenantId tenant, AccountId account, Instant since) {
        handle.createUpdate("""
                        update aws_account_registry set blocked_since = :since, tell_at = :since, tell_attempts = 0
                        where account_id = :account and tenant_id = :tenant
                        """)
                .bind("since", since)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .execute();
    }

    static void unblocked(Handle handle, TenantId tenant, AccountId account) {
        handle.createUpdate("""
                        update aws_account_registry set blocked_since = null, tell_at = null
                        where account_id = :account and tenant_id = :tenant
                        """)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .execute();
    }

    /** The longest first. */
    public static List<Blocked> blocked(Handle handle) {
        return handle.createQuery("""
                        select tenant_id, account_id, blocked_since from aws_account_registry
                        where blocked_since is not null order by blocked_since, account_id
                        """)
                .map((row, context) -> new Blocked(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new AccountId(row.getString("account_id")),
                        Columns.instant(row, "blocked_since")))
                .list();
    }

    /** Blocked accounts that nobody was told of, each for one caller only; due again after the pause unless it is settled. */
    public static List<Untold> takeUntold(Handle handle, Instant now, Duration pause, int limit) {
        return handle.createQuery("""
                        update aws_account_registry set tell_at = :again, tell_attempts = tell_attempts + 1
                        where account_id in (
                          select account_id from aws_account_registry t
                          where tell_at <= :now and blocked_since is not null and STAYS
                          order by tell_at limit :limit
                          for update skip locked)
                        returning tenant_id, account_id, blocked_since, tell_attempts
                        """.replace("STAYS", Closings.STAYS))
                .bind("now", now)
                .bind("again", now.plus(pause))
                .bind("limit", limit)
                .map((row, context) -> new Untold(
                        new Blocked(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new AccountId(row.getString("account_id")),
                                Columns.instant(row, "blocked_since")),
                        row.getInt("tell_attempts")))
                .list();
    }

    /** @param again when to try once more; null when it was told, or given up. Nothing if it was blocked anew meanwhile. */
    public static void settleUntold(Handle handle, Blocked blocked, @Nullable Instant again) {
        handle.createUpdate("""
                        update aws_account_registry set tell_at = :again
                        where account_id = :account and tenant_id = :tenant and blocked_since = :since
                        """)
                .bind("again", again)
                .bind("account", blocked.account().value())
                .bind("tenant", blocked.tenant().value())
                .bind("since", blocked.since())
                .execute();
    }
}
