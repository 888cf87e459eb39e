package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Outbox;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the scans told about an account's role. */
@ApplicationScoped
public class AccountStanding {
    private final Outbox outbox;
    private final InstantSource clock;

    AccountStanding(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    public void answered(Handle handle, TenantId tenant, AccountId account) {
        become(handle, tenant, account, Account.State.CONNECTED, null);
    }

    public void refused(Handle handle, TenantId tenant, AccountId account, String message) {
        become(handle, tenant, account, Account.State.REFUSED, message);
    }

    public void scanned(Handle handle, TenantId tenant, AccountId account, Instant at) {
        handle.createUpdate("""
                        update aws_account set last_scan_at = :at
                        where tenant_id = :tenant and account_id = :account
                        """)
                .bind("at", at)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .execute();
    }

    private void become(
            Handle handle, TenantId tenant, AccountId account, Account.State state, @Nullable String message) {
        Instant now = clock.instant();
        handle.createQuery("""
                        update aws_account set state = :state, state_message = :message, revision = revision + 1
                        where tenant_id = :tenant and account_id = :account and disconnected_at is null
                          and (state, state_message) is distinct from (:state, cast(:message as text))
                        returning name, regions, revision
                        """)
                .bind("state", state.name())
                .bind("message", message)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new AccountChanged(
                        tenant,
                        account,
                        row.getLong("revision"),
                        row.getString("name"),
                        Columns.regions(row, "regions"),
                        /* connected */ true,
                        now))
                .findOne()
                .ifPresent(changed -> outbox.append(handle, changed));
    }
}
