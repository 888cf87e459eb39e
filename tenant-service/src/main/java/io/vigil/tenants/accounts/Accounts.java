package io.vigil.tenants.accounts;

import io.quarkus.panache.common.Sort;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The AWS accounts of a tenant. */
@ApplicationScoped
public class Accounts {

    /** How a worker gets in, and where it looks. */
    public record Access(String roleName, String externalId, List<Region> regions) {}

    private final TenantTransaction transaction;

    Accounts(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    List<Account> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> AccountRow.<AccountRow>find(
                                "tenantId = ?1 and disconnectedAt is null",
                                Sort.by("name", "accountId"),
                                tenant.value())
                        .stream()
                        .map(AccountRow::shown)
                        .toList());
    }

    Account find(TenantId tenant, AccountId account) {
        return transaction
                .call(tenant, handle -> AccountRow.connected(tenant, account).map(AccountRow::shown))
                .orElseThrow(() -> notConnected(account));
    }

    /**
     * Empty when the account is not connected to the tenant; if it is, it stays so until the transaction ends.
     */
    public static Optional<Access> access(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select role_name, external_id, regions from aws_account
                        where tenant_id = :tenant and account_id = :account and disconnected_at is null
                        for share
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new Access(
                        row.getString("role_name"), row.getString("external_id"), Columns.regions(row, "regions")))
                .findOne();
    }

    static Problem notConnected(AccountId account) {
        return Problem.notFound("AWS account %s is not connected".formatted(account));
    }
}
