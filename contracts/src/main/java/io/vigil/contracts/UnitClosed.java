package io.vigil.contracts;

import java.time.Instant;
import java.util.List;

/**
 * The last record of a run: only with it, and with every chunk before it, is the run folded.
 *
 * @param chunk its own number, which is the number of chunks before it
 * @param completeTypes resource types whose list was read to its end; a finding of such a type whose resource was not
 *     seen is gone
 * @param checks every check that was judged in this run
 * @param region where the unit looked, {@code global} for the global unit
 */
public record UnitClosed(
        UnitRef unit,
        RunId run,
        int chunk,
        UnitKind kind,
        Region region,
        PackDigest pack,
        List<String> completeTypes,
        List<CheckId> checks,
        UnitBeat.Counts counts,
        Instant startedAt,
        Instant endedAt)
        implements Event.UnitReport {}
