package io.vigil.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The full state of a connected AWS account after a change; the topic is compacted by key. */
public record AccountChanged(
        TenantId tenant,
        AccountId account,
        long revision,
        String name,
        List<Region> regions,
        boolean connected,
        Instant at)
        implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("account", tenant, account, revision);
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
