package io.vigil.tenants.packs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks anew at customers after a release that brings checks or other owners, which no pack tells of, and once at those
 * that were there before anything was written down of them.
 */
@ApplicationScoped
class RefreshStandings implements TimedWork {
    private static final Logger LOG = Logger.getLogger(RefreshStandings.class);
    private static final int BATCH = 100;

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final KeepStanding keepStanding;
    private final Catalogue catalogue;
    private final RecurringTask<Void> task;

    RefreshStandings(
            PlatformTransaction platform,
            TenantTransaction transaction,
            KeepStanding keepStanding,
            Catalogue catalogue,
            @ConfigProperty(name = "vigil.packs.standings-every", defaultValue = "PT10S") Duration every) {
        this.platform = platform;
        this.transaction = transaction;
        this.keepStanding = keepStanding;
        this.catalogue = catalogue;
        this.task = Tasks.recurring("responsibility-standings", FixedDelay.of(every))
                .execute((instance, context) -> refresh());
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** A batch at a time, so that the scheduler's other work has its turn; one customer's trouble is not the next one's. */
    void refresh() {
        List<TenantId> outdated =
                platform.call(handle -> StandingTable.outdated(handle, catalogue.ownersDigest(), BATCH));
        for (TenantId tenant : outdated) {
            try {
                transaction.runUnlessErased(tenant, handle -> {
                    PublishPack.oneAtATime(handle, tenant);
                    keepStanding.keep(handle, tenant);
                });
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "it is not known what a customer took note of tenant=%s", tenant);
            }
        }
    }
}
