package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Accounts;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.ledger.NewScan;
import io.vigil.tenants.ledger.RequestScan;
import io.vigil.tenants.schedules.ScheduleRuns.Became;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Asks for the scans of a schedule that is due. Each account is claimed in the transaction that asks for its scan, so a
 * time is served once however often it is tried, and a try that broke off goes on where it was.
 */
@ApplicationScoped
class ServeSchedule {
    private static final Logger LOG = Logger.getLogger(ServeSchedule.class);

    private final TenantTransaction transaction;
    private final Tenants tenants;
    private final RequestScan requestScan;
    private final SchedulesConfig config;
    private final InstantSource clock;

    ServeSchedule(
            TenantTransaction transaction,
            Tenants tenants,
            RequestScan requestScan,
            SchedulesConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.tenants = tenants;
        this.requestScan = requestScan;
        this.config = config;
        this.clock = clock;
    }

    /** @throws IllegalStateException when some accounts could not be asked for; the others were, and another try repeats none */
    void serve(ScanSchedule schedule) {
        Instant now = clock.instant();
        Optional<Instant> due = schedule.timetable().latest(now);
        if (!schedule.enabled() || due.isEmpty()) return;
        boolean missed = Duration.between(due.get(), now).compareTo(config.misfireAfter()) > 0;
        boolean skipped = missed && schedule.misfire() == ScanSchedule.Misfire.SKIP;
        List<TenantId> served =
                schedule.owner().equals(AuditTrail.PROVIDER) ? tenants.ids() : List.of(schedule.owner());
        int failed = 0;
        for (TenantId tenant : served) {
            try {
                failed += serve(tenant, schedule, due.get(), skipped);
            } catch (RuntimeException broken) {
                LOG.warnf(broken, "a schedule of scans was not served: tenant=%s schedule=%s", tenant, schedule.id());
                failed++;
            }
        }
        if (failed > 0) throw new IllegalStateException("%d scans could not be asked for".formatted(failed));
    }

    private int serve(TenantId tenant, ScanSchedule schedule, Instant due, boolean skipped) {
        List<AccountId> accounts = transaction.call(tenant, handle -> begin(handle, tenant, schedule, due, skipped));
        int failed = 0;
        for (AccountId account : accounts) {
            try {
                transaction.run(tenant, handle -> start(handle, tenant, schedule, due, account));
            } catch (RuntimeException broken) {
                LOG.warnf(broken, "a scheduled scan was not asked for: tenant=%s schedule=%s", tenant, schedule.id());
                failed++;
            }
        }
        return failed;
    }

    /** The accounts to scan; none where the schedule does not hold for any, or was served or skipped. */
    private List<AccountId> begin(Handle handle, TenantId tenant, ScanSchedule schedule, Instant due, boolean skipped) {
        List<ScanSchedule> all = new ArrayList<>(Schedules.list(handle, tenant));
        if (schedule.level() == ScanSchedule.Level.PROVIDER) all.add(schedule);
        List<AccountId> accounts = new Coverage(all).accounts(schedule, Accounts.connected(handle, tenant));
        if (accounts.isEmpty()) return accounts;
        boolean starts = ScheduleRuns.begin(handle, tenant, schedule.id(), due, clock.instant(), skipped);
        ScheduleRuns.dropBefore(handle, tenant, schedule.id(), clock.instant().minus(config.keepRuns()));
        return starts ? accounts : List.of();
    }

    private void start(Handle handle, TenantId tenant, ScanSchedule schedule, Instant due, AccountId account) {
        if (!ScheduleRuns.claim(handle, tenant, schedule.id(), due, account)) return;
        ScheduleRuns.settle(handle, tenant, schedule.id(), due, account, ask(handle, tenant, schedule, account));
    }

    private Became ask(Handle handle, TenantId tenant, ScanSchedule schedule, AccountId account) {
        if (Accounts.access(handle, tenant, account)
                .filter(Accounts.Access::isAwaited)
                .isPresent()) return Became.refused("its role has not answered yet");
        try {
            NewScan scan = new NewScan(account, null, null, ScanClass.SCHEDULED);
            return switch (requestScan.request(handle, tenant, scan, schedule.asCaller(tenant))) {
                case RequestScan.Outcome.Opened(var opened) -> Became.opened(opened);
                case RequestScan.Outcome.Coalesced(var active) -> Became.joined(active);
            };
        } catch (Problem refused) {
            return Became.refused(String.valueOf(refused.getMessage()));
        }
    }
}
