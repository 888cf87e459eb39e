package io.vigil.scanner.unit;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The checks of a pack, or some of them. */
public final class Selection {
    private Selection() {}

    /** @param only ids to judge; empty means all that the pack enables */
    public static CompiledChecks of(CheckCatalogue catalogue, EffectivePack pack, Collection<CheckId> only) {
        if (only.isEmpty()) return CompiledChecks.compile(catalogue, pack);
        List<CheckId> disabled = Stream.concat(
                        catalogue.checks().stream().map(Check::id),
                        pack.ownChecks().stream().map(OwnCheck::id))
                .filter(id -> !only.contains(id) || !pack.runs(id))
                .toList();
        return CompiledChecks.compile(catalogue, pack.withDisabledChecks(disabled));
    }
}
