package io.vigil.tenants.offboarding;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.TenantFrozen;
import io.vigil.tenants.offboarding.OffboardingTable.Row;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Moves each off-boarding on when its step is done. What is to be done is read from its row, so a crash between any two
 * steps costs the time until the next look and nothing else.
 */
@ApplicationScoped
class AdvanceOffboarding implements TimedWork {
    private static final Logger LOG = Logger.getLogger(AdvanceOffboarding.class);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final EraseCustomer eraseCustomer;
    private final Event<TenantFrozen> frozen;
    private final Outbox outbox;
    private final OffboardingConfig config;
    private final InstantSource clock;
    private final RecurringTask<Void> task;

    AdvanceOffboarding(
            PlatformTransaction platform,
            TenantTransaction transaction,
            EraseCustomer eraseCustomer,
            Event<TenantFrozen> frozen,
            Outbox outbox,
            OffboardingConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.eraseCustomer = eraseCustomer;
        this.frozen = frozen;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.task = Tasks.recurring("offboarding", FixedDelay.of(config.poll()))
                .execute((instance, context) -> advanceAll());
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** One customer's trouble is not the next one's. */
    void advanceAll() {
        for (Row row : platform.call(OffboardingTable::moving)) {
            try {
                if (row.state() == Offboarding.State.FREEZING) stopWhatSlippedIn(row.tenant());
                platform.run(handle ->
                        OffboardingTable.lock(handle, row.tenant()).ifPresent(locked -> exportOrAsk(handle, locked)));
                if (row.state() == Offboarding.State.ERASING) eraseCustomer.erase(row.tenant());
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "an off-boarding does not get on; it is tried again: tenant=%s", row.tenant());
            }
        }
    }

    /** A scan that was asked for in the moment of freezing. */
    private void stopWhatSlippedIn(TenantId tenant) {
        transaction.run(tenant, handle -> {
            if (OffboardingTable.lock(handle, tenant).isPresent()) frozen.fire(new TenantFrozen(handle, tenant));
        });
    }

    private void exportOrAsk(Handle handle, Row row) {
        Instant now = clock.instant();
        if (!row.missing(config.services()).isEmpty()) askAgain(handle, row);
        else if (row.state() == Offboarding.State.FREEZING)
            OffboardingTable.exported(handle, row, now, now.plus(config.grace()));
    }

    /** Topics keep a message for days; a service that was away for longer must not have missed it. */
    private void askAgain(Handle handle, Row row) {
        Instant now = clock.instant();
        if (now.isBefore(row.askedAt().plus(config.askAgain()))) return;
        row.step().ifPresent(step -> {
            outbox.append(handle, new TenantClosing(row.tenant(), step, row.revision(), now));
            OffboardingTable.askedAgain(handle, row.tenant(), now);
        });
    }
}
