package io.vigil.tenants.packs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Publishes what a level says from now on, and the packs that follow from it. Publishing what stands already changes nothing. */
@ApplicationScoped
public class PublishPack {
    private final TenantTransaction transaction;
    private final Packs packs;
    private final RefreshPacks refreshPacks;
    private final ReadDraft readDraft;
    private final AuditTrail audit;

    PublishPack(
            TenantTransaction transaction,
            Packs packs,
            RefreshPacks refreshPacks,
            ReadDraft readDraft,
            AuditTrail audit) {
        this.transaction = transaction;
        this.packs = packs;
        this.refreshPacks = refreshPacks;
        this.readDraft = readDraft;
        this.audit = audit;
    }

    /**
     * The tenants' packs follow in the background ({@link RollOutBaseline}).
     *
     * @throws Problem 400 for what cannot be used, 409 if there is a newer version than the draft is based on
     */
    LevelVersion baseline(PackDraft draft, Caller by) {
        return transaction.call(AuditTrail.PROVIDER, handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtextextended('msp-pack', 0))");
            LevelVersion before = LevelTable.BASELINE.newest(handle);
            demandNewest(before, draft);
            ReadDraft.Drafted drafted = readDraft.baseline(before, draft, by);
            if (drafted.changesNothing()) return before;
            LevelTable.BASELINE.insert(handle, drafted.version());
            record(handle, AuditTrail.PROVIDER, by, "baseline.published", "baseline", drafted.version());
            return drafted.version();
        });
    }

    /**
     * @param account whose level it is; empty: the tenant's
     * @throws Problem 400 for what cannot be used, 404 if the account is not connected, 409 if there is a newer version
     *     than the draft is based on
     */
    LevelVersion level(TenantId tenant, Optional<AccountId> account, PackDraft draft, Caller by) {
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            Levels.demandConnected(handle, tenant, account);
            oneAtATime(handle, tenant);
            LevelTable table = LevelTable.of(tenant, account);
            LevelVersion before = table.newest(handle);
            demandNewest(before, draft);
            List<OwnCheck> own = packs.newest(handle, tenant).pack().ownChecks();
            ReadDraft.Drafted drafted = readDraft.level(handle, tenant, account, before, own, draft, by);
            if (drafted.changesNothing()) return before;
            table.insert(handle, drafted.version());
            Pack pack = refreshPacks.refresh(handle, tenant, own);
            String subject = account.map(AccountId::value).orElse(pack.digest().value());
            record(handle, tenant, by, "pack.published", subject, drafted.version());
            return drafted.version();
        });
    }

    private void record(Handle handle, TenantId chain, Caller by, String action, String subject, LevelVersion version) {
        audit.append(
                handle,
                chain,
                by,
                action,
                subject,
                version.note(),
                Map.of("level", version.level().label(), "version", version.version(), "changes", version.changes()));
    }

    private static void demandNewest(LevelVersion newest, PackDraft draft) {
        if (newest.version() == draft.basedOn()) return;
        if (newest.version() == 0)
            throw Problem.conflict("basedOn: nothing was published here yet, so a draft is based on version 0");
        throw Problem.conflict("basedOn: version %d is not the newest; %s published version %d"
                .formatted(draft.basedOn(), newest.publishedBy(), newest.version()));
    }

    /**
     * Publishes the packs in force with other own checks, in the transaction that changed them.
     *
     * @throws Problem 400 if one is too large, or overrides parameters that the checks no longer have
     */
    public void withOwnChecks(Handle handle, TenantId tenant, List<OwnCheck> own, Caller by) {
        Pack before = packs.newest(handle, tenant);
        Pack after = refreshPacks.refresh(handle, tenant, own);
        if (after.digest().equals(before.digest())) return;
        audit.append(
                handle,
                tenant,
                by,
                "pack.published",
                after.digest().value(),
                Map.of("version", after.version(), "before", before.digest().value()));
    }

    /** The first pack of a new tenant, in the transaction that creates it. */
    public void baseline(Handle handle, TenantId tenant) {
        refreshPacks.refresh(handle, tenant, List.of());
    }

    /** Held until the transaction ends: revisions of a tenant's pack and of its own checks follow each other. */
    public static void oneAtATime(Handle handle, TenantId tenant) {
        handle.execute(
                "select pg_advisory_xact_lock(hashtextextended('pack', 0) # hashtextextended(?, 0))",
                tenant.toString());
    }
}
