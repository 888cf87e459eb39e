package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is in a tenant no more.
 *
 * @param tenant where the person was a member; null for the provider's staff, who are nowhere any more
 * @param subject the login's stable id
 * @param at what the person was given later than this, was given to somebody who came back
 */
public record MemberRemoved(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TenantId tenant, String subject, Instant at)
        implements Event {
    private static final String PROVIDER = "provider";

    @Override
    public UUID eventId() {
        return Uuids.ofName("member removed", key(), subject, at);
    }

    @Override
    public String key() {
        return tenant == null ? PROVIDER : tenant.toString();
    }
}
