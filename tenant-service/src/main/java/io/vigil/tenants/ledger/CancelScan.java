package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.AccountBlocked;
import io.vigil.tenants.accounts.AccountDisconnected;
import io.vigil.tenants.customers.TenantFrozen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Ends a scan early: its units are done, and the workers that have some stop. */
@ApplicationScoped
class CancelScan {
    private final TenantTransaction transaction;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    CancelScan(TenantTransaction transaction, Ledger ledger, AuditTrail audit, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One that is done already stays as it is. */
    void cancel(TenantId tenant, ScanId scan, Caller by) {
        transaction.run(tenant, handle -> {
            LockedScan locked =
                    LockedScan.lock(handle, tenant, scan).orElseThrow(() -> Problem.notFound("nothing is here"));
            cancel(handle, locked);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "scan.cancelled",
                    scan.toString(),
                    Map.of("account", locked.account().value()));
        });
    }

    void follow(@Observes AccountDisconnected gone) {
        cancelActive(gone.handle(), gone.tenant(), gone.account());
    }

    void follow(@Observes AccountBlocked blocked) {
        cancelActive(blocked.handle(), blocked.tenant(), blocked.account());
    }

    void follow(@Observes TenantFrozen frozen) {
        frozen.handle()
                .createQuery("""
                        select account_id from scan
                        where tenant_id = :tenant and state in ('QUEUED', 'RUNNING') order by account_id
                        """)
                .bind("tenant", frozen.tenant().value())
                .mapTo(String.class)
                .list()
                .forEach(account -> cancelActive(frozen.handle(), frozen.tenant(), new AccountId(account)));
    }

    private void cancelActive(Handle handle, TenantId tenant, AccountId account) {
        RequestScan.lockActive(handle, tenant, account)
                .flatMap(scan -> LockedScan.lock(handle, tenant, scan))
                .ifPresent(scan -> cancel(handle, scan));
    }

    private void cancel(Handle handle, LockedScan scan) {
        for (UnitRow unit : UnitTable.open(handle, scan)) {
            if (!(unit.state() instanceof UnitState.Open open)) continue;
            if (open instanceof UnitState.Issue issue)
                outbox.append(handle, new ScanUnitRevoked(scan.ref(unit.unit(), issue.attempt()), clock.instant()));
            ledger.enter(handle, scan, unit.with(open.cancel()));
        }
    }
}
