package io.vigil.reports.subscriptions;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportTask;
import io.vigil.reports.ingest.SweepStaging;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Wakes subscriptions, mails and ordered reports when they are due, from the scheduler's table, so that nothing is forgotten over a
 * restart and any number of replicas may run. That each does its work once is the claim's business, not the scheduler's.
 */
@ApplicationScoped
class ReportScheduler {
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final int THREADS = 3;

    private final AgroalDataSource database;
    private final Subscriptions subscriptions;
    private final ClaimPeriod claimPeriod;
    private final Deliver deliver;
    private final PlatformTransaction platform;
    private final InstantSource clock;
    private final SubscriptionsConfig config;
    private final CustomTask<Void> subscriptionTask;
    private final CustomTask<Void> deliveryTask;
    private final CustomTask<Void> reportTask;
    private final RecurringTask<Void> sweepTask;
    private Optional<Scheduler> running = Optional.empty();

    ReportScheduler(
            AgroalDataSource database,
            Subscriptions subscriptions,
            ClaimPeriod claimPeriod,
            Deliver deliver,
            ReportTask reportTask,
            PlatformTransaction platform,
            SweepStaging sweepStaging,
            InstantSource clock,
            SubscriptionsConfig config) {
        this.database = database;
        this.platform = platform;
        this.subscriptions = subscriptions;
        this.claimPeriod = claimPeriod;
        this.deliver = deliver;
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
        this.sweepTask = Tasks.recurring("sweep", FixedDelay.of(SWEEP_EVERY))
                .execute((instance, context) -> sweepStaging.sweep());
    }

    void start(@Observes StartupEvent started) {
        Scheduler scheduler =
                newScheduler("report-service-" + ProcessHandle.current().pid());
        scheduler.start();
        running = Optional.of(scheduler);
        addWhatACrashLeftOut();
    }

    /** A subscription's row and its place in the timetable are two transactions. */
    private void addWhatACrashLeftOut() {
        List<TenantId> tenants = platform.call(
                handle -> handle.createQuery("select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .map(TenantId::new)
                        .list());
        for (TenantId tenant : tenants) subscriptions.list(tenant).forEach(subscription -> add(tenant, subscription));
    }

    void stop(@Observes ShutdownEvent ending) {
        running.ifPresent(Scheduler::stop);
    }

    /** Another replica's scheduler on the same table; the caller starts and stops it. */
    Scheduler newScheduler(String name) {
        return Scheduler.create(database, subscriptionTask, deliveryTask, reportTask)
                .startTasks(sweepTask)
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(config.poll())
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

    void remove(TenantId tenant, UUID subscription) {
        TaskInstanceId id = TaskInstanceId.of(subscriptionTask.getName(), key(tenant, subscription));
        if (client().getScheduledExecution(id).isPresent()) client().cancel(id);
    }

    /** Hands the claim's mails over as soon as a thread is free. */
    void queue(TenantId tenant, ClaimPeriod.Claim claim) {
        for (UUID delivery : claim.waiting())
            client().scheduleIfNotExists(deliveryTask.instance(key(tenant, delivery)), clock.instant());
    }

    private Scheduler client() {
        return running.orElseThrow(() -> new IllegalStateException("the scheduler is not started"));
    }

    private CompletionHandler<Void> wake(String key) {
        TenantId tenant = tenantOf(key);
        Optional<Subscription> subscription = subscriptions.find(tenant, idOf(key));
        subscription.flatMap(due -> claimPeriod.onSchedule(tenant, due)).ifPresent(claim -> queue(tenant, claim));
        return againAt(subscription.flatMap(due -> due.timetable().next(clock.instant())));
    }

    private CompletionHandler<Void> hand(String key) {
        return againAt(
                switch (deliver.deliver(tenantOf(key), idOf(key))) {
                    case Deliver.Outcome.Done() -> Optional.empty();
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
