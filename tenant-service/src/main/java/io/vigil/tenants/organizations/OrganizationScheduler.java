package io.vigil.tenants.organizations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Has organizations read again that are due, and connects what their rules say. */
@ApplicationScoped
class OrganizationScheduler implements TimedWork {
    private static final Logger LOG = Logger.getLogger(OrganizationScheduler.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(5);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final AskReading askReading;
    private final ConnectMembers connectMembers;
    private final OrganizationsConfig config;
    private final InstantSource clock;
    private final RecurringTask<Void> task;

    OrganizationScheduler(
            PlatformTransaction platform,
            TenantTransaction transaction,
            AskReading askReading,
            ConnectMembers connectMembers,
            OrganizationsConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.askReading = askReading;
        this.connectMembers = connectMembers;
        this.config = config;
        this.clock = clock;
        this.task = Tasks.recurring("organizations", FixedDelay.of(config.poll()))
                .execute((instance, context) -> {
                    readDue();
                    enrolDue();
                });
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** One organization's trouble is not the next one's. */
    private void readDue() {
        Instant now = clock.instant();
        for (Timetable.Entry due : platform.call(
                handle -> Timetable.takeDueReadings(handle, now, now.plus(config.readEvery()), config.batch()))) {
            try {
                askReading.onSchedule(due.tenant(), due.organization());
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "an organization of tenant %s was not asked for", due.tenant());
            }
        }
    }

    private void enrolDue() {
        Instant now = clock.instant();
        Instant until = now.plus(AFTER_A_FAULT);
        for (Timetable.Entry due : platform.call(handle -> Timetable.takeDueRules(handle, now, until, /* limit */ 1))) {
            try {
                Optional<Instant> next = isLeftSomething(due) ? Optional.of(now) : Optional.empty();
                platform.run(handle -> Timetable.served(handle, due, until, next));
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "the rule of an organization of tenant %s was not served", due.tenant());
            }
        }
    }

    private boolean isLeftSomething(Timetable.Entry due) {
        return transaction
                .call(due.tenant(), handle -> RuleTable.find(handle, due.tenant(), due.organization()))
                .map(rule -> connectMembers
                                .enrol(due.tenant(), rule, config.enrolAtOnce())
                                .left()
                        > 0)
                .orElse(false);
    }
}
