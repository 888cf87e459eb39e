package io.vigil.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * tenant-service asks how an account's role answers. Probes have a lane of their own beside the scans' units, so that
 * somebody who waits for a connection never waits behind a scan.
 *
 * @param regions those that the connection covers
 * @param operations of AWS that the tenant's checks need, such as {@code ec2:DescribeVpcs}; empty to test no more than
 *     the door
 */
public record ProbeRequested(
        TenantId tenant,
        AccountId account,
        ProbeId probe,
        String roleName,
        String externalId,
        List<Region> regions,
        List<String> operations,
        Instant requestedAt)
        implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("probe requested", probe);
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
