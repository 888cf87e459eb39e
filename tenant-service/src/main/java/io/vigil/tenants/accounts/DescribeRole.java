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

/** The role that an account's owner makes for us: it allows what the checks of the tenant's pack call. */
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
                        packs.newest(handle, tenant).pack()));
        String principal = provider.principal()
                .orElseThrow(() -> Problem.unavailable(
                        "this installation has not said which AWS principal scans (vigil.provider.principal)"));
        return ReadRole.of(
                asked.access().roleName(),
                principal,
                asked.access().externalId(),
                operations.of(catalogue.enabledBy(asked.pack())));
    }
}
