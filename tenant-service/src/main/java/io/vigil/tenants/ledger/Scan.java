package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan with its units.
 *
 * @param requestedBy the name of who asked
 * @param pack what it is judged by, whatever is published meanwhile
 * @param tally of the units folded so far
 */
public record Scan(
        ScanId id,
        AccountId account,
        ScanClass scanClass,
        ScanState state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        String requestedBy,
        JudgedBy pack,
        List<Unit> units,
        ScanUnitFolded.Tally tally) {

    /** @param versions of the levels that the pack was merged from */
    public record JudgedBy(PackDigest digest, PackVersions versions) {}

    /**
     * One region of the account, or its global unit.
     *
     * @param worker who has or had it last
     * @param message why it failed, or why it was issued again
     */
    public record Unit(
            UnitId id,
            Region region,
            UnitKind kind,
            UnitState.Label state,
            int attempt,
            @Nullable String worker,
            UnitBeat.Counts counts,
            @Nullable String message) {}
}
