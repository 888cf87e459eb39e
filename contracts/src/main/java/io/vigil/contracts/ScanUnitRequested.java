package io.vigil.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * tenant-service asks for one unit of a scan.
 *
 * @param region {@code global} for the global unit
 * @param regions the regions that the scan covers; the global unit reads account-wide facts from each
 * @param checks the checks to judge; empty means all that the pack enables
 */
public record ScanUnitRequested(
        UnitRef unit,
        UnitKind kind,
        Region region,
        List<Region> regions,
        String roleName,
        String externalId,
        PackDigest pack,
        List<CheckId> checks,
        ScanClass scanClass,
        Instant requestedAt)
        implements Event.OfUnit {
    @Override
    public UUID eventId() {
        return Uuids.ofName("requested", unit.unit(), unit.attempt());
    }
}
