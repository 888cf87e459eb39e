package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How an account came to its state; the account's row must be held. */
public final class AccountHistory {
    private static final String DISCONNECTED = "DISCONNECTED";

    /**
     * One step.
     *
     * @param state of the account from then on, or {@code DISCONNECTED}
     * @param outcome of the probe that told; absent when a scan or a person did
     */
    public record Step(
            Instant at,
            String state,
            @Nullable ProbeOutcome outcome,
            @Nullable String words) {}

    private AccountHistory() {}

    static void append(
            Handle handle,
            TenantId tenant,
            AccountId account,
            Account.State state,
            @Nullable ProbeOutcome outcome,
            @Nullable String words,
            Instant now) {
        append(handle, tenant, account, state.name(), outcome, words, now);
    }

    static void disconnected(Handle handle, TenantId tenant, AccountId account, Instant now) {
        append(handle, tenant, account, DISCONNECTED, null, null, now);
    }

    private static void append(
            Handle handle,
            TenantId tenant,
            AccountId account,
            String state,
            @Nullable ProbeOutcome outcome,
            @Nullable String words,
            Instant now) {
        handle.createUpdate("""
                        insert into account_event (tenant_id, account_id, seq, at, state, outcome, words)
                        select :tenant, :account, coalesce(max(seq), 0) + 1, :now, :state, :outcome, :words
                        from account_event where tenant_id = :tenant and account_id = :account
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bind("now", now)
                .bind("state", state)
                .bind("outcome", outcome == null ? null : outcome.name())
                .bind("words", words)
                .execute();
    }

    /** The newest first. */
    public static List<Step> newest(Handle handle, TenantId tenant, AccountId account, int limit) {
        return handle.createQuery("""
                        select at, state, outcome, words from account_event
                        where tenant_id = :tenant and account_id = :account
                        order by seq desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bind("limit", limit)
                .map((row, context) -> new Step(
                        Columns.instant(row, "at"),
                        row.getString("state"),
                        row.getString("outcome") == null ? null : ProbeOutcome.valueOf(row.getString("outcome")),
                        row.getString("words")))
                .list();
    }
}
