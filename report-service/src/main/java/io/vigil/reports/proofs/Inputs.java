package io.vigil.reports.proofs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.packs.PacksSaid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a report was made of, as its manifest says it. */
public final class Inputs {
    private Inputs() {}

    public static ReportManifest.Inputs of(
            Instant asOf, Optional<AccountId> account, PacksSaid packs, ReportManifest.Findings findings) {
        return new ReportManifest.Inputs(asOf, account.orElse(null), packs(packs), findings);
    }

    /** Of a report of another kind than the posture. */
    public static ReportManifest.Inputs of(
            Instant asOf, ReportAsk ask, PacksSaid packs, ReportManifest.Findings findings) {
        return new ReportManifest.Inputs(
                asOf,
                ask.account().orElse(null),
                packs(packs),
                findings,
                ask.kind().word(),
                ask.framework().orElse(null),
                ask.span().map(ReportAsk.Span::since).orElse(null),
                ask.span().map(ReportAsk.Span::until).orElse(null));
    }

    private static List<ReportManifest.Pack> packs(PacksSaid packs) {
        return packs.packs().stream()
                .map(pack -> new ReportManifest.Pack(pack.account(), pack.versions(), pack.digest()))
                .toList();
    }
}
