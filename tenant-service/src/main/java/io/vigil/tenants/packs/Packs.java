package io.vigil.tenants.packs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads the effective packs. */
@ApplicationScoped
public class Packs {
    private final TenantTransaction tenants;
    private final PlatformTransaction platform;

    Packs(TenantTransaction tenants, PlatformTransaction platform) {
        this.tenants = tenants;
        this.platform = platform;
    }

    /** @throws Problem 404 when the tenant has no pack, so does not exist */
    public Pack newest(Handle handle, TenantId tenant) {
        return newest(handle, tenant, Optional.empty()).orElseThrow(Packs::unknown);
    }

    /**
     * What an account is judged by: its own pack, or else the tenant's.
     *
     * @throws Problem 404 when the tenant has no pack, so does not exist
     */
    public Pack inForce(Handle handle, TenantId tenant, AccountId account) {
        return newest(handle, tenant, Optional.of(account)).orElseGet(() -> newest(handle, tenant));
    }

    /** Of the accounts that have a pack of their own. */
    public Map<AccountId, Pack> ofAccounts(Handle handle, TenantId tenant) {
        Map<AccountId, Pack> packs = new LinkedHashMap<>();
        LevelTable.accounts(handle, tenant)
                .forEach(account ->
                        newest(handle, tenant, Optional.of(account)).ifPresent(pack -> packs.put(account, pack)));
        return packs;
    }

    static Optional<Pack> newest(Handle handle, TenantId tenant, Optional<AccountId> account) {
        return handle.createQuery("""
                        select version, digest, content from pack_revision
                        where tenant_id = :tenant and account_id = :account order by version desc limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(""))
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The content behind a digest. A caller that acts in a tenant sees that tenant's packs only. */
    EffectivePack content(PackDigest digest, Caller caller) {
        TenantId holder = caller.tenant().or(() -> holderOf(digest)).orElseThrow(Packs::unknown);
        return tenants.call(
                        holder,
                        handle -> handle.createQuery("""
                                        select version, digest, content from pack_revision
                                        where tenant_id = :tenant and digest = :digest limit 1
                                        """)
                                .bind("tenant", holder.value())
                                .bind("digest", digest.value())
                                .map((row, context) -> read(row))
                                .findOne())
                .map(Pack::pack)
                .orElseThrow(Packs::unknown);
    }

    private Optional<TenantId> holderOf(PackDigest digest) {
        return platform.call(
                handle -> handle.createQuery("select tenant_id from pack_holder t where digest = :digest and "
                                + Closings.STILL_THERE + " limit 1")
                        .bind("digest", digest.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(TenantId::new));
    }

    private static Pack read(ResultSet row) throws SQLException {
        return new Pack(
                row.getLong("version"),
                new PackDigest(row.getString("digest")),
                LevelTable.parse(row.getString("content"), EffectivePack.class));
    }

    static Problem unknown() {
        return Problem.notFound("nothing is here");
    }
}
