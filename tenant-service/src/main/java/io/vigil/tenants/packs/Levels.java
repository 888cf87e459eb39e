package io.vigil.tenants.packs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads levels beside each other, and what they said before. */
@ApplicationScoped
class Levels {
    private final TenantTransaction transaction;
    private final Packs packs;

    Levels(TenantTransaction transaction, Packs packs) {
        this.transaction = transaction;
        this.packs = packs;
    }

    /**
     * Every level that speaks for a tenant or one of its accounts, and what comes of them.
     *
     * @param levels from the baseline down
     * @param origins which level a setting comes from, by its path
     * @param fixed paths of the settings that the baseline does not leave to the others
     * @param overruled what the levels say in vain
     */
    public record SideBySide(
            List<LevelVersion> levels,
            Pack pack,
            Map<String, PackLevel> origins,
            Set<String> fixed,
            List<MergePack.Overruled> overruled) {}

    /** @param next where the next page begins; null on the last one */
    public record Page(List<Published> items, @Nullable String next) {}

    /** A version without its document. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Published(
            long version,
            String note,
            java.time.@Nullable Instant publishedAt,
            String publishedBy,
            PackChanges changes) {
        static Published of(LevelVersion version) {
            return new Published(
                    version.version(), version.note(), version.publishedAt(), version.publishedBy(), version.changes());
        }
    }

    /** @throws Problem 404 if the account is not connected */
    SideBySide sideBySide(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(tenant, handle -> {
            demandConnected(handle, tenant, account);
            List<LevelVersion> levels = new ArrayList<>();
            levels.add(LevelTable.BASELINE.newest(handle));
            levels.add(LevelTable.of(tenant, Optional.empty()).newest(handle));
            if (account.isPresent()) levels.add(LevelTable.of(tenant, account).newest(handle));
            Pack pack =
                    account.map(id -> packs.inForce(handle, tenant, id)).orElseGet(() -> packs.newest(handle, tenant));
            MergePack.Merged merged = MergePack.merge(levels, pack.pack().ownChecks());
            return new SideBySide(levels, pack, merged.origins(), new TreeSet<>(merged.fixed()), merged.overruled());
        });
    }

    /** @throws Problem 404 if the account is not connected */
    Pack inForce(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(tenant, handle -> {
            demandConnected(handle, tenant, account);
            return account.map(id -> packs.inForce(handle, tenant, id)).orElseGet(() -> packs.newest(handle, tenant));
        });
    }

    /**
     * An account that is connected stays so until the transaction ends.
     *
     * @throws Problem 404 if it is not
     */
    static void demandConnected(Handle handle, TenantId tenant, Optional<AccountId> account) {
        account.filter(id -> Accounts.access(handle, tenant, id).isEmpty()).ifPresent(id -> {
            throw Accounts.notConnected(id);
        });
    }

    LevelVersion newest(TenantId chain, LevelTable table) {
        return transaction.call(chain, table::newest);
    }

    Page versions(TenantId chain, LevelTable table, long before, int limit) {
        List<LevelVersion> found = transaction.call(chain, handle -> table.page(handle, before, limit + 1));
        boolean more = found.size() > limit;
        List<LevelVersion> items = more ? found.subList(0, limit) : found;
        return new Page(
                items.stream().map(Published::of).toList(),
                more ? Long.toString(items.getLast().version()) : null);
    }

    /** @throws Problem 404 if there is none of this number */
    LevelVersion version(TenantId chain, LevelTable table, long version) {
        return transaction.call(chain, handle -> table.version(handle, version)).orElseThrow(Packs::unknown);
    }
}
