package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lets go of an AWS account: its scan is cancelled, its id is free for any tenant, its history stays. */
@ApplicationScoped
public class DisconnectAccount {
    private final TenantTransaction transaction;
    private final Event<AccountDisconnected> disconnected;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    DisconnectAccount(
            TenantTransaction transaction,
            Event<AccountDisconnected> disconnected,
            AuditTrail audit,
            Outbox outbox,
            InstantSource clock) {
        this.transaction = transaction;
        this.disconnected = disconnected;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    void disconnect(TenantId tenant, AccountId account, Caller by) {
        transaction.run(tenant, handle -> {
            String name = letGo(handle, tenant, account);
            handle.createUpdate("delete from aws_account_registry where account_id = :account and tenant_id = :tenant")
                    .bind("account", account.value())
                    .bind("tenant", tenant.value())
                    .execute();
            audit.append(handle, tenant, by, "account.disconnected", account.value(), Map.of("name", name));
        });
    }

    /**
     * All but the registry, where it becomes free, or somebody else's, in the same transaction.
     *
     * @return what it was called
     * @throws Problem 404 when it is not connected
     */
    public String letGo(Handle handle, TenantId tenant, AccountId account) {
        disconnected.fire(new AccountDisconnected(handle, tenant, account));
        AccountRow row = AccountRow.connected(tenant, account)
                .orElseThrow(() -> Problem.notFound("AWS account %s is not connected".formatted(account)));
        Instant now = clock.instant();
        row.disconnectedAt = now;
        row.revision++;
        row.persistAndFlush();
        AccountHistory.disconnected(handle, tenant, account, now);
        outbox.append(handle, row.told(now));
        return row.name;
    }
}
