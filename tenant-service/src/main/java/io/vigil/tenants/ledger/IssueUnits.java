package io.vigil.tenants.ledger;

import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Asks the workers for units that admission has chosen. */
@ApplicationScoped
public class IssueUnits {
    private final TenantTransaction transaction;
    private final Ledger ledger;
    private final Outbox outbox;
    private final InstantSource clock;

    IssueUnits(TenantTransaction transaction, Ledger ledger, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Units that were cancelled since they were chosen are left alone. */
    public void issue(TenantId tenant, ScanId id, List<UnitId> units) {
        transaction.runUnlessErased(
                tenant,
                handle -> LockedScan.lock(handle, tenant, id)
                        .ifPresent(scan -> units.forEach(unit -> issue(handle, scan, unit))));
    }

    private void issue(Handle handle, LockedScan scan, UnitId id) {
        UnitRow unit = UnitTable.find(handle, scan, id).orElseThrow();
        if (!(unit.state() instanceof UnitState.Queued queued)) return;
        Optional<Accounts.Access> access = Accounts.access(handle, scan.tenant(), scan.account());
        if (access.isEmpty()) {
            ledger.enter(
                    handle, scan, unit.with(queued.fail("AWS account %s is not connected".formatted(scan.account()))));
            return;
        }
        if (access.get().isBlocked()) {
            ledger.enter(handle, scan, unit.with(queued.fail(Accounts.blocked(scan.account()))));
            return;
        }
        ledger.enter(handle, scan, unit.with(queued.issue(clock.instant())));
        outbox.append(handle, request(scan, unit, access.get()));
    }

    private static ScanUnitRequested request(LockedScan scan, UnitRow unit, Accounts.Access access) {
        return new ScanUnitRequested(
                scan.ref(unit.unit(), unit.state().attempt()),
                unit.kind(),
                unit.region(),
                scan.regions(),
                access.roleName(),
                access.externalId(),
                scan.pack(),
                scan.checks(),
                scan.scanClass(),
                scan.requestedAt());
    }
}
