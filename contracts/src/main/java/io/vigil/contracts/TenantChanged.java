package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** The full state of a tenant after a change; the topic is compacted by key. */
public record TenantChanged(TenantId tenant, long revision, String slug, String name, Instant at) implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("tenant", tenant, revision);
    }

    @Override
    public String key() {
        return tenant.toString();
    }
}
