package io.vigil.reports.proofs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.reports.packs.PacksSaid;
import java.time.Instant;
import java.util.Optional;

/** What a report was made of, as its manifest says it. */
public final class Inputs {
    private Inputs() {}

    public static ReportManifest.Inputs of(
            Instant asOf, Optional<AccountId> account, PacksSaid packs, ReportManifest.Findings findings) {
        return new ReportManifest.Inputs(
                asOf,
                account.orElse(null),
                packs.packs().stream()
                        .map(pack -> new ReportManifest.Pack(pack.account(), pack.versions(), pack.digest()))
                        .toList(),
                findings);
    }
}
