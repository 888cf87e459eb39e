package io.vigil.tenants.accounts;

import io.vigil.checks.iam.DeclaredOperations;
import io.vigil.checks.iam.ReadRole;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.packs.Catalogue;
import io.vigil.tenants.packs.Packs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The role that an account's owner makes for us: it allows what the checks of the tenant's pack call, and reading an organization. */
@ApplicationScoped
class DescribeRole {
    private final DeclaredOperations operations = DeclaredOperations.load();
    private final TenantTransaction transaction;
    private final Packs packs;
    private final Catalogue catalogue;
    private final ProviderConfig provider;

    DescribeRole(TenantTransaction transaction, Packs packs, Catalogue catalogue, ProviderConfig provider) {
        this.transaction = transaction;
        this.packs = packs;
        this.catalogue = catalogue;
        this.provider = provider;
    }

    private record Asked(Accounts.Access access, EffectivePack pack) {}

    /** @throws Problem 404 when the account is not connected, 503 when nobody said who scans */
    ReadRole describe(TenantId tenant, AccountId account) {
        Asked asked = transaction.call(
                tenant,
                handle -> new Asked(
                        Accounts.access(handle, tenant, account).orElseThrow(() -> Accounts.notConnected(account)),
                        packs.inForce(handle, tenant, account).pack()));
        return role(asked.access().roleName(), asked.access().externalId(), needed(asked.pack()));
    }

    private record AskedAll(
            Map<String, Accounts.Access> access, EffectivePack pack, Map<String, EffectivePack> ofAccounts) {}

    private Map<String, EffectivePack> ownPacks(Handle handle, TenantId tenant) {
        Map<String, EffectivePack> own = new TreeMap<>();
        packs.ofAccounts(handle, tenant).forEach((account, pack) -> own.put(account.value(), pack.pack()));
        return own;
    }

    /**
     * By account id, for all that the tenant has connected.
     *
     * @throws Problem 503 when nobody said who scans
     */
    SortedMap<String, ReadRole> describeAll(TenantId tenant) {
        AskedAll asked = transaction.call(
                tenant,
                handle -> new AskedAll(
                        Accounts.allAccess(handle, tenant),
                        packs.newest(handle, tenant).pack(),
                        ownPacks(handle, tenant)));
        SortedSet<String> needed = needed(asked.pack());
        SortedMap<String, ReadRole> roles = new TreeMap<>();
        asked.access().forEach((account, access) -> {
            EffectivePack own = asked.ofAccounts().get(account);
            roles.put(account, role(access.roleName(), access.externalId(), own == null ? needed : needed(own)));
        });
        return roles;
    }

    private SortedSet<String> needed(EffectivePack pack) {
        return operations.ofRole(catalogue.enabledBy(pack));
    }

    private ReadRole role(String name, String externalId, SortedSet<String> needed) {
        String principal = provider.principal()
                .orElseThrow(() -> Problem.unavailable(
                        "this installation has not said which AWS principal scans (vigil.provider.principal)"));
        return ReadRole.of(name, principal, externalId, needed);
    }
}
