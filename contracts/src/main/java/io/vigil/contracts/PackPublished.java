package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** A tenant's effective policy pack changed; fetch it by digest. The topic is compacted by key. */
public record PackPublished(TenantId tenant, long version, PackDigest digest, EffectivePack pack, Instant at)
        implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("pack", tenant, version);
    }

    @Override
    public String key() {
        return tenant.toString();
    }
}
