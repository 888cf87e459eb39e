package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** tenant-service asks for the organization that an account manages. */
public record OrganizationRequested(
        TenantId tenant, AccountId account, ReadingId reading, String roleName, String externalId, Instant requestedAt)
        implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("organization requested", reading);
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
