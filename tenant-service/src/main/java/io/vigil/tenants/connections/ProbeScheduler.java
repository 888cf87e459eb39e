package io.vigil.tenants.connections;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.accounts.Registry;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks for the probes that are due. What is due stands in the registry, written by the transaction that decided it, so
 * that no connection is forgotten; the scheduler sees to it that one replica looks at a time.
 */
@ApplicationScoped
class ProbeScheduler implements TimedWork {
    private static final Logger LOG = Logger.getLogger(ProbeScheduler.class);

    private final PlatformTransaction platform;
    private final AskProbe askProbe;
    private final FirstScan firstScan;
    private final ConnectionsConfig config;
    private final InstantSource clock;
    private final RecurringTask<Void> task;

    ProbeScheduler(
            PlatformTransaction platform,
            AskProbe askProbe,
            FirstScan firstScan,
            ConnectionsConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.askProbe = askProbe;
        this.firstScan = firstScan;
        this.config = config;
        this.clock = clock;
        this.task = Tasks.recurring("probes", FixedDelay.of(config.poll())).execute((instance, context) -> askDue());
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** One account's trouble is not the next one's. */
    private void askDue() {
        Instant now = clock.instant();
        List<Registry.Entry> due =
                platform.call(handle -> Registry.takeDue(handle, now, config.answerWithin(), config.batch()));
        for (Registry.Entry entry : due) {
            try {
                // of one that was connected while nobody was there to see it
                firstScan.startUnlessScanned(entry.tenant(), entry.account());
                askProbe.onSchedule(entry.tenant(), entry.account());
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "a probe of an account of tenant %s was not asked for", entry.tenant());
            }
        }
    }
}
