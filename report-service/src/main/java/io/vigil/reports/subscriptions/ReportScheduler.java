package io.vigil.reports.subscriptions;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.TenantId;
import io.vigil.reports.alerts.AlertTasks;
import io.vigil.reports.changes.DropOldLog;
import io.vigil.reports.comments.MailMentions;
import io.vigil.reports.comments.SendMention;
import io.vigil.reports.exceptions.SendReminder;
import io.vigil.reports.exceptions.WakeExceptions;
import io.vigil.reports.files.ReportTask;
import io.vigil.reports.ingest.CountOverdue;
import io.vigil.reports.ingest.SweepStaging;
import io.vigil.reports.workbench.DropOldAudits;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Wakes subscriptions, mails, ordered reports, mentions and exceptions when they are due, from the scheduler's table, so that nothing is
 * forgotten over a restart and any number of replicas may run. That each does its work once is the business of claims, not the scheduler's.
 */
@ApplicationScoped
class ReportScheduler {
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Duration DROP_LOG_EVERY = Duration.ofHours(6);
    private static final Duration COUNT_OVERDUE_EVERY = Duration.ofSeconds(30);
    private static final Duration MEND_EVERY = Duration.ofMinutes(5);

    /** Those that make a report hold two connections of twelve, or three. */
    private static final int THREADS = 6;

    /** What a killed replica had begun is another's within a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int MISSED_HEARTBEATS = 4;

    private final AgroalDataSource database;
    private final TenantTransaction transaction;
    private final ClaimPeriod claimPeriod;
    private final Deliver deliver;
    private final MendSubscriptions mendSubscriptions;
    private final InstantSource clock;
    private final SubscriptionsConfig config;
    private final CustomTask<Void> subscriptionTask;
    private final CustomTask<Void> deliveryTask;
    private final CustomTask<Void> reportTask;
    private final CustomTask<Void> exceptionTask;
    private final CustomTask<Void> reminderTask;
    private final CustomTask<Void> mentionTask;
    private final AlertTasks alertTasks;
    private final RecurringTask<Void> sweepTask;
    private final RecurringTask<Void> mendTask;
    private final RecurringTask<Void> overdueTask;
    private final RecurringTask<Void> logTask;
    private Optional<Scheduler> running = Optional.empty();

    ReportScheduler(
            AgroalDataSource database,
            TenantTransaction transaction,
            ClaimPeriod claimPeriod,
            Deliver deliver,
            MendSubscriptions mendSubscriptions,
            ReportTask reportTask,
            WakeExceptions wakeExceptions,
            SendReminder sendReminder,
            SendMention sendMention,
            MailMentions mailMentions,
            AlertTasks alertTasks,
            SweepStaging sweepStaging,
            CountOverdue countOverdue,
            DropOldLog dropOldLog,
            DropOldAudits dropOldAudits,
            InstantSource clock,
            SubscriptionsConfig config) {
        this.database = database;
        this.transaction = transaction;
        this.claimPeriod = claimPeriod;
        this.deliver = deliver;
        this.mendSubscriptions = mendSubscriptions;
        this.clock = clock;
        this.config = config;
        this.subscriptionTask = Tasks.custom("subscription", Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_FAULT)))
                .execute((instance, context) -> wake(instance.getId()));
        this.deliveryTask = Tasks.custom("delivery", Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_FAULT)))
                .execute((instance, context) -> hand(instance.getId()));
        this.reportTask = reportTask.task();
        this.exceptionTask = wakeExceptions.task();
        this.reminderTask = sendReminder.task();
        this.mentionTask = sendMention.task();
        this.alertTasks = alertTasks;
        this.sweepTask = Tasks.recurring("sweep", FixedDelay.of(SWEEP_EVERY)).execute((instance, context) -> {
            sweepStaging.sweep();
            mendSubscriptions.forgetOld();
            mailMentions.forgetOld();
            alertTasks.forgetOld();
        });
        this.mendTask =
                Tasks.recurring("mend", FixedDelay.of(MEND_EVERY)).execute((instance, context) -> addWhatWasLeftOut());
        this.overdueTask = Tasks.recurring("overdue", FixedDelay.of(COUNT_OVERDUE_EVERY))
                .execute((instance, context) -> countOverdue.count());
        this.logTask = Tasks.recurring("log", FixedDelay.of(DROP_LOG_EVERY)).execute((instance, context) -> {
            dropOldLog.drop();
            dropOldAudits.drop();
        });
    }

    void start(@Observes StartupEvent started) {
        Scheduler scheduler =
                newScheduler("report-service-" + ProcessHandle.current().pid());
        running = Optional.of(scheduler);
        scheduler.start();
        addWhatWasLeftOut();
    }

    /** A row and its place in the timetable are two transactions, and a replica may end between them. */
    private void addWhatWasLeftOut() {
        for (MendSubscriptions.Left left : mendSubscriptions.all()) {
            left.subscriptions().forEach(subscription -> add(left.tenant(), subscription));
            for (UUID mail : left.mails())
                client().scheduleIfNotExists(deliveryTask.instance(key(left.tenant(), mail)), clock.instant());
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        running.ifPresent(Scheduler::stop);
    }

    /** Another replica's scheduler on the same table; the caller starts and stops it. */
    Scheduler newScheduler(String name) {
        List<Task<?>> known = new ArrayList<>(alertTasks.queued());
        known.addAll(List.of(subscriptionTask, deliveryTask, reportTask, exceptionTask, reminderTask, mentionTask));
        return Scheduler.create(database, known)
                .startTasks(sweepTask, mendTask, overdueTask, logTask, alertTasks.watch())
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(config.poll())
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /** From now on the subscription is served when it is due. */
    void add(TenantId tenant, Subscription subscription) {
        subscription
                .timetable()
                .next(clock.instant())
                .ifPresent(next ->
                        client().scheduleIfNotExists(subscriptionTask.instance(key(tenant, subscription.id())), next));
    }

    /** By a new timetable. */
    void move(TenantId tenant, Subscription subscription) {
        remove(tenant, subscription.id());
        add(tenant, subscription);
    }

    /** One that is being served removes itself when it finds its row gone. */
    void remove(TenantId tenant, UUID subscription) {
        TaskInstance<Void> instance = subscriptionTask.instance(key(tenant, subscription));
        client().getScheduledExecution(instance)
                .filter(execution -> !execution.isPicked())
                .ifPresent(execution -> client().cancel(instance));
    }

    /** Hands the mails over as soon as a thread is free, also those that would have waited. */
    void queue(TenantId tenant, List<UUID> mails) {
        for (UUID mail : mails) {
            TaskInstance<Void> instance = deliveryTask.instance(key(tenant, mail));
            if (client().scheduleIfNotExists(instance, clock.instant())) continue;
            client().getScheduledExecution(instance)
                    .filter(execution -> !execution.isPicked())
                    .ifPresent(execution -> client().reschedule(instance, clock.instant()));
        }
    }

    private Scheduler client() {
        return running.orElseThrow(() -> new IllegalStateException("the scheduler is not started"));
    }

    private CompletionHandler<Void> wake(String key) {
        TenantId tenant = tenantOf(key);
        // what comes due while this one is served must not fall between the two
        Instant before = clock.instant();
        find(tenant, idOf(key))
                .flatMap(due -> claimPeriod.onSchedule(tenant, due))
                .ifPresent(claim -> plan(tenant, claim.waiting()));
        // read again: it may have been changed or ended while it was served
        return againAt(find(tenant, idOf(key)).flatMap(due -> due.timetable().next(before)));
    }

    private Optional<Subscription> find(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> SubscriptionTable.find(handle, tenant, id));
    }

    /** Those that wait for another try wait on. */
    private void plan(TenantId tenant, List<UUID> mails) {
        for (UUID mail : mails) client().scheduleIfNotExists(deliveryTask.instance(key(tenant, mail)), clock.instant());
    }

    private CompletionHandler<Void> hand(String key) {
        TenantId tenant = tenantOf(key);
        return againAt(
                switch (deliver.deliver(tenant, idOf(key))) {
                    case Deliver.Outcome.Done(var follows) -> {
                        plan(tenant, follows);
                        yield Optional.empty();
                    }
                    case Deliver.Outcome.Again(var at) -> Optional.of(at);
                });
    }

    private static CompletionHandler<Void> againAt(Optional<Instant> next) {
        return (complete, operations) -> {
            if (next.isPresent()) operations.reschedule(complete, next.get());
            else operations.remove();
        };
    }

    private static String key(TenantId tenant, UUID id) {
        return tenant + "/" + id;
    }

    private static TenantId tenantOf(String key) {
        return TenantId.of(key.substring(0, key.indexOf('/')));
    }

    private static UUID idOf(String key) {
        return UUID.fromString(key.substring(key.indexOf('/') + 1));
    }
}
