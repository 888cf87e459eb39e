package io.vigil.reports.ingest;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Owner;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitClosed;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.PackInForce;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * How verdicts on an account are kept by the pack that is in force now: a scan that began before may speak of checks that
 * do not count any more.
 */
final class Keeping {
    private final EffectivePack pack;
    private final Catalogue catalogue;
    private final Set<CheckId> passedOver;

    private Keeping(EffectivePack pack, Catalogue catalogue) {
        this.pack = pack;
        this.catalogue = catalogue;
        this.passedOver = new HashSet<>(pack.disabledChecks());
        passedOver.addAll(pack.checksDecidedOut());
    }

    static Keeping of(EffectivePack pack, Catalogue catalogue) {
        return new Keeping(pack, catalogue);
    }

    static Keeping inForce(Handle handle, TenantId tenant, AccountId account, Catalogue catalogue) {
        return new Keeping(PackInForce.read(handle, tenant, account), catalogue);
    }

    boolean takes(CheckId check) {
        return !passedOver.contains(check);
    }

    Owner owner(CheckId check) {
        return catalogue.owner(check, pack);
    }

    List<Integer> dueDays() {
        return pack.daysToRemediate();
    }

    /** Without the checks that are passed over: of their findings, nothing was missed. */
    UnitClosed whatCounts(UnitClosed closed) {
        List<CheckId> counting = closed.checks().stream().filter(this::takes).toList();
        return new UnitClosed(
                closed.unit(),
                closed.run(),
                closed.chunk(),
                closed.kind(),
                closed.region(),
                closed.pack(),
                closed.completeTypes(),
                counting,
                closed.counts(),
                closed.startedAt(),
                closed.endedAt());
    }
}
