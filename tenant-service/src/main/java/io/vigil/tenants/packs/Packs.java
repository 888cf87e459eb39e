package io.vigil.tenants.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.panache.common.Sort;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the policy packs. */
@ApplicationScoped
public class Packs {
    private final TenantTransaction tenants;
    private final PlatformTransaction platform;

    Packs(TenantTransaction tenants, PlatformTransaction platform) {
        this.tenants = tenants;
        this.platform = platform;
    }

    Pack newest(TenantId tenant) {
        return tenants.call(tenant, handle -> newest(handle, tenant));
    }

    /** @throws Problem 404 when the tenant has no pack, so does not exist */
    public Pack newest(Handle handle, TenantId tenant) {
        return PackRevision.<PackRevision>find("tenantId", Sort.descending("version"), tenant.value())
                .firstResultOptional()
                .map(row -> new Pack(row.version, new PackDigest(row.digest), read(row.content)))
                .orElseThrow(Packs::unknown);
    }

    /** The content behind a digest. A caller that acts in a tenant sees that tenant's packs only. */
    EffectivePack content(PackDigest digest, Caller caller) {
        TenantId holder = caller.tenant().or(() -> holderOf(digest)).orElseThrow(Packs::unknown);
        return tenants.call(
                        holder,
                        handle -> PackRevision.<PackRevision>find(
                                        "tenantId = ?1 and digest = ?2", holder.value(), digest.value())
                                .firstResultOptional()
                                .map(row -> read(row.content)))
                .orElseThrow(Packs::unknown);
    }

    private Optional<TenantId> holderOf(PackDigest digest) {
        return platform.call(
                handle -> handle.createQuery("select tenant_id from pack_holder where digest = :digest limit 1")
                        .bind("digest", digest.value())
                        .mapTo(java.util.UUID.class)
                        .findOne()
                        .map(TenantId::new));
    }

    private static EffectivePack read(String content) {
        try {
            return EventJson.MAPPER.readValue(content, EffectivePack.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored pack is unreadable", unreadable);
        }
    }

    private static Problem unknown() {
        return Problem.notFound("nothing is here");
    }
}
