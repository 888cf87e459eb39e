package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An effective policy pack changed; fetch it by digest. The topic is compacted by key.
 *
 * @param account whose it is; null for the tenant's, which its accounts without one of their own are judged by
 * @param version counts the effective packs of this tenant or account
 */
public record PackPublished(
        TenantId tenant,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AccountId account,
        long version,
        PackDigest digest,
        EffectivePack pack,
        Instant at)
        implements Event {

    public PackPublished(TenantId tenant, long version, PackDigest digest, EffectivePack pack, Instant at) {
        this(tenant, null, version, digest, pack, at);
    }

    @Override
    public UUID eventId() {
        return account == null ? Uuids.ofName("pack", tenant, version) : Uuids.ofName("pack", tenant, account, version);
    }

    @Override
    public String key() {
        return account == null ? tenant.toString() : tenant + "/" + account;
    }
}
