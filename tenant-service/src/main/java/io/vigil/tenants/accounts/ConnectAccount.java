package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Connects an AWS account to a tenant, with a fresh ExternalId; whether the role answers, probes tell from then on. */
@ApplicationScoped
public class ConnectAccount {
    private final TenantTransaction transaction;
    private final ExternalIds externalIds;
    private final AccountsConfig config;
    private final ProviderConfig provider;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    ConnectAccount(
            TenantTransaction transaction,
            ExternalIds externalIds,
            AccountsConfig config,
            ProviderConfig provider,
            AuditTrail audit,
            Outbox outbox,
            InstantSource clock) {
        this.transaction = transaction;
        this.externalIds = externalIds;
        this.config = config;
        this.provider = provider;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws Problem 409 when it is connected already, here or elsewhere; 400 as {@link #demandConnectable} */
    public Account connect(TenantId tenant, NewAccount asked, Caller by) {
        demandConnectable(asked);
        List<Region> regions = asked.regions() == null ? config.regions() : asked.regions();
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            Closings.demandOpen(handle, tenant);
            Instant now = clock.instant();
            register(handle, tenant, asked.account(), now);
            AccountRow row =
                    AccountRow.find(tenant, asked.account()).orElseGet(() -> entering(tenant, asked.account()));
            row.name = asked.chosenName();
            row.roleName = asked.roleName() == null ? config.roleName() : asked.roleName();
            row.regions = regions.stream().map(Region::value).distinct().toArray(String[]::new);
            row.begin(externalIds.draw(), now);
            row.persistAndFlush();
            AccountHistory.append(handle, tenant, asked.account(), row.state, null, null, now);
            outbox.append(handle, row.told(now));
            audit.append(
                    handle,
                    tenant,
                    by,
                    "account.connected",
                    asked.account().value(),
                    Map.of("name", row.name, "roleName", row.roleName));
            return row.shown();
        });
    }

    /** @throws Problem 400 for what no tenant can connect: the provider's own account, regions that cannot be scanned */
    public void demandConnectable(NewAccount asked) {
        refuseOwn(asked.account());
        if (asked.regions() == null) return;
        for (Region region : asked.regions()) {
            if (!AwsRegions.ALL.contains(region) && !config.regions().contains(region))
                throw Problem.badRequest("regions: '%s' is no AWS region that can be scanned".formatted(region));
        }
    }

    /** The provider's account makes no role for itself; a customer who names it means another. */
    private void refuseOwn(AccountId account) {
        if (provider.account().filter(account::equals).isPresent())
            throw Problem.badRequest(
                    "account: %s is the account that this installation scans from; connect the one to be scanned"
                            .formatted(account));
    }

    /** The registry's key decides between two tenants at once; whose the account is, is not for the other to know. */
    private static void register(Handle handle, TenantId tenant, AccountId account, Instant now) {
        int registered = handle.createUpdate("""
                        insert into aws_account_registry (account_id, tenant_id, probe_at) values (:account, :tenant, :now)
                        on conflict (account_id) do nothing
                        """)
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .bind("now", now)
                .execute();
        if (registered > 0 || isKeptFor(handle, tenant, account, now)) return;
        boolean here = Accounts.access(handle, tenant, account).isPresent();
        throw Problem.conflict("AWS account %s is already connected%s"
                .formatted(account, here ? "" : " to another customer, who must disconnect it first"));
    }

    /** Another customer let it go for this one, or for one who did not come for it in time. */
    private static boolean isKeptFor(Handle handle, TenantId tenant, AccountId account, Instant now) {
        return handle.createUpdate("""
                        update aws_account_registry set tenant_id = :tenant, probe_at = :now, passing_until = null
                        where account_id = :account and passing_until is not null
                          and (tenant_id = :tenant or passing_until <= :now)
                        """)
                        .bind("account", account.value())
                        .bind("tenant", tenant.value())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    private static AccountRow entering(TenantId tenant, AccountId account) {
        AccountRow row = new AccountRow();
        row.tenantId = tenant.value();
        row.accountId = account.value();
        return row;
    }
}
