package io.vigil.tenants.accounts;

import io.quarkus.panache.common.Sort;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The AWS accounts of a tenant. */
@ApplicationScoped
public class Accounts {

    /**
     * How a worker gets in, and where it looks.
     *
     * @param state what is known of the role; an unsafe one is only probed
     */
    public record Access(String roleName, String externalId, List<Region> regions, Account.State state) {
        /** Nobody has made the role yet. */
        public boolean isAwaited() {
            return state == Account.State.PENDING;
        }

        public boolean isBlocked() {
            return state == Account.State.UNSAFE;
        }
    }

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
                        select role_name, external_id, regions, state from aws_account
                        where tenant_id = :tenant and account_id = :account and disconnected_at is null
                        for share
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> access(row))
                .findOne();
    }

    /** Of all connected accounts, by account id. */
    static Map<String, Access> allAccess(Handle handle, TenantId tenant) {
        Map<String, Access> all = new TreeMap<>();
        handle.createQuery("""
                        select account_id, role_name, external_id, regions, state from aws_account
                        where tenant_id = :tenant and disconnected_at is null
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> Map.entry(row.getString("account_id"), access(row)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** The ids of all that are registered and not disconnected. */
    public static List<AccountId> connected(Handle handle, TenantId tenant) {
        return allAccess(handle, tenant).keySet().stream().map(AccountId::new).toList();
    }

    private static Access access(ResultSet row) throws SQLException {
        return new Access(
                row.getString("role_name"),
                row.getString("external_id"),
                Columns.regions(row, "regions"),
                Account.State.valueOf(row.getString("state")));
    }

    /** Why nothing is scanned that others could enter. */
    public static String blocked(AccountId account) {
        return "AWS account %s is blocked: its role can be assumed without the right ExternalId, so others could enter the account. Correct the role's trust policy; Vigil tries it again by itself."
                .formatted(account);
    }

    public static Problem notConnected(AccountId account) {
        return Problem.notFound("AWS account %s is not connected".formatted(account));
    }
}
