package io.vigil.tenants.packs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says what a draft would change, by the same steps that publish it; keeps nothing. */
@ApplicationScoped
class PreviewPack {
    private final TenantTransaction transaction;
    private final PlatformTransaction platform;
    private final Packs packs;
    private final ReadDraft readDraft;

    PreviewPack(TenantTransaction transaction, PlatformTransaction platform, Packs packs, ReadDraft readDraft) {
        this.transaction = transaction;
        this.platform = platform;
        this.packs = packs;
        this.readDraft = readDraft;
    }

    /** @throws io.vigil.tenancy.Problem 400 with every place that is wrong */
    Preview baseline(PackDraft draft, Caller by) {
        return platform.call(handle -> {
            LevelVersion before = LevelTable.BASELINE.newest(handle);
            int tenants = handle.createQuery("select count(*) from tenant")
                    .mapTo(Integer.class)
                    .one();
            return preview(readDraft.baseline(before, draft, by), tenants);
        });
    }

    /** @throws io.vigil.tenancy.Problem 400 with every place that is wrong, 404 if the account is not connected */
    Preview level(TenantId tenant, Optional<AccountId> account, PackDraft draft, Caller by) {
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            Levels.demandConnected(handle, tenant, account);
            LevelVersion before = LevelTable.of(tenant, account).newest(handle);
            var own = packs.newest(handle, tenant).pack().ownChecks();
            int below = account.isPresent()
                    ? 0
                    : LevelTable.accounts(handle, tenant).size();
            return preview(readDraft.level(handle, tenant, account, before, own, draft, by), below);
        });
    }

    private static Preview preview(ReadDraft.Drafted drafted, int reaches) {
        return new Preview(drafted.before().version(), drafted.version().changes(), reaches, drafted.movesToCustomer());
    }
}
