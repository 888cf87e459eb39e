package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The full state of a tenant after a change; the topic is compacted by key.
 *
 * @param retention of its log of changes; events of before it could be chosen have none, which is the default
 */
public record TenantChanged(TenantId tenant, long revision, String slug, String name, Retention retention, Instant at)
        implements Event {
    public TenantChanged(
            TenantId tenant, long revision, String slug, String name, @Nullable Retention retention, Instant at) {
        this.tenant = tenant;
        this.revision = revision;
        this.slug = slug;
        this.name = name;
        this.retention = retention == null ? Retention.DEFAULT : retention;
        this.at = at;
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("tenant", tenant, revision);
    }

    @Override
    public String key() {
        return tenant.toString();
    }
}
