package io.vigil.tenants.packs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Merges a tenant's packs anew from the newest versions of their levels, and keeps and tells those that came out
 * otherwise. An effective pack is never changed, so a scan can be explained by its digest.
 */
@ApplicationScoped
class RefreshPacks {
    /** Of the event that tells it, which must go into one message with what the broker adds. */
    private static final int MAX_BYTES = EventJson.MAX_MESSAGE_BYTES - 8 * 1024;

    private final Catalogue catalogue;
    private final KeepStanding keepStanding;
    private final Outbox outbox;
    private final InstantSource clock;

    RefreshPacks(Catalogue catalogue, KeepStanding keepStanding, Outbox outbox, InstantSource clock) {
        this.catalogue = catalogue;
        this.keepStanding = keepStanding;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Returns the tenant's pack; the caller holds {@link PublishPack#oneAtATime}.
     *
     * @throws Problem 400 if one is too large, or the catalogue cannot use it
     */
    Pack refresh(Handle handle, TenantId tenant, List<OwnCheck> own) {
        LevelVersion baseline = LevelTable.BASELINE.newest(handle);
        LevelVersion ofTenant = LevelTable.of(tenant, Optional.empty()).newest(handle);
        Pack pack = keep(
                handle,
                tenant,
                Optional.empty(),
                MergePack.merge(List.of(baseline, ofTenant), own).pack());
        for (AccountId account : LevelTable.accounts(handle, tenant)) {
            LevelVersion ofAccount = LevelTable.of(tenant, Optional.of(account)).newest(handle);
            keep(
                    handle,
                    tenant,
                    Optional.of(account),
                    MergePack.merge(List.of(baseline, ofTenant, ofAccount), own).pack());
        }
        merged(handle, tenant, baseline.version(), Optional.empty());
        keepStanding.keep(handle, tenant);
        return pack;
    }

    /** @param problem why it could not be merged; the pack before it stays in force */
    static void merged(Handle handle, TenantId tenant, long baseline, Optional<String> problem) {
        handle.createUpdate("""
                        insert into pack_rollout (tenant_id, msp_version, problem) values (:tenant, :version, :problem)
                        on conflict (tenant_id) do update set msp_version = excluded.msp_version, problem = excluded.problem
                        """)
                .bind("tenant", tenant.value())
                .bind("version", baseline)
                .bind("problem", problem.orElse(null))
                .execute();
    }

    private Pack keep(Handle handle, TenantId tenant, Optional<AccountId> account, EffectivePack pack) {
        PackDigest digest = new PackDigest(EventJson.digest(pack));
        Optional<Pack> newest = Packs.newest(handle, tenant, account);
        if (newest.filter(found -> found.digest().equals(digest)).isPresent()) return newest.get();
        catalogue.demandSound(pack);
        Pack revised = new Pack(newest.map(Pack::version).orElse(0L) + 1, digest, pack);
        Instant now = clock.instant();
        PackPublished told = new PackPublished(tenant, account.orElse(null), revised.version(), digest, pack, now);
        refuseTooLarge(told);
        insert(handle, tenant, account, revised, now);
        outbox.append(handle, told);
        return revised;
    }

    private static void insert(Handle handle, TenantId tenant, Optional<AccountId> account, Pack pack, Instant now) {
        handle.createUpdate("""
                        insert into pack_revision (tenant_id, account_id, version, digest, content, msp_version,
                          tenant_version, account_version, published_at, published_by)
                        values (:tenant, :account, :version, :digest, :content, :msp, :ofTenant, :ofAccount, :at, '')
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(""))
                .bind("version", pack.version())
                .bind("digest", pack.digest().value())
                .bind("content", LevelTable.json(pack.pack()))
                .bind("msp", pack.pack().levels().msp())
                .bind("ofTenant", pack.pack().levels().tenant())
                .bind("ofAccount", pack.pack().levels().account())
                .bind("at", now)
                .execute();
        handle.createUpdate(
                        "insert into pack_holder (digest, tenant_id) values (:digest, :tenant) on conflict do nothing")
                .bind("digest", pack.digest().value())
                .bind("tenant", tenant.value())
                .execute();
    }

    private static void refuseTooLarge(PackPublished told) {
        int bytes = EventJson.write(told).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES)
            throw Problem.badRequest(
                    "the pack would have %d bytes with all its own checks; it may have %d".formatted(bytes, MAX_BYTES));
    }
}
