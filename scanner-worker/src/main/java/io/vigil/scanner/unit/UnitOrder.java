package io.vigil.scanner.unit;

import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.UnitKind;
import java.util.List;

/**
 * What one unit is asked to look at.
 *
 * @param region {@code global} for the global unit
 * @param regions every region of the scan, never empty
 * @param checks only these are judged, and only what they need is collected
 */
public record UnitOrder(AccountId account, UnitKind kind, Region region, List<Region> regions, CompiledChecks checks) {
    public UnitOrder {
        if (regions.isEmpty())
            throw new IllegalArgumentException("a unit of account %s has no region".formatted(account));
        regions = List.copyOf(regions);
    }
}
