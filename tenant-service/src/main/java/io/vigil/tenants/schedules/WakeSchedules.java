package io.vigil.tenants.schedules;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps each schedule's place in the timetable and serves it when it is due. */
@ApplicationScoped
class WakeSchedules implements TimedWork {
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private final TenantTransaction transaction;
    private final Tenants tenants;
    private final ServeSchedule serveSchedule;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    private final SchedulerClient timetable;

    WakeSchedules(
            AgroalDataSource database,
            TenantTransaction transaction,
            Tenants tenants,
            ServeSchedule serveSchedule,
            InstantSource clock) {
        this.transaction = transaction;
        this.tenants = tenants;
        this.serveSchedule = serveSchedule;
        this.clock = clock;
        this.task = Tasks.custom("scan-schedule", Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_FAULT)))
                .execute((instance, context) -> wake(instance.getId()));
        this.timetable = SchedulerClient.Builder.create(database, task).build();
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** A schedule's row and its place in the timetable are two transactions. */
    void addWhatACrashLeftOut(@Observes StartupEvent started) {
        List<TenantId> owners = new ArrayList<>(tenants.ids());
        owners.add(AuditTrail.PROVIDER);
        List<ScanSchedule> all = new ArrayList<>();
        for (TenantId owner : owners)
            transaction.runUnlessErased(owner, handle -> all.addAll(Schedules.list(handle, owner)));
        all.forEach(this::add);
    }

    /** From now on it is served when it is due; one that is in the timetable already moves to its next time. */
    void place(ScanSchedule schedule) {
        remove(schedule);
        add(schedule);
    }

    private void add(ScanSchedule schedule) {
        schedule.timetable()
                .next(clock.instant())
                .ifPresent(next -> timetable.scheduleIfNotExists(instance(schedule), next));
    }

    /** One that is being served removes itself when it finds its row gone. */
    void remove(ScanSchedule schedule) {
        TaskInstance<Void> instance = instance(schedule);
        timetable
                .getScheduledExecution(instance)
                .filter(execution -> !execution.isPicked())
                .ifPresent(execution -> timetable.cancel(instance));
    }

    private CompletionHandler<Void> wake(String key) {
        TenantId owner = TenantId.of(key.substring(0, key.indexOf('/')));
        UUID id = UUID.fromString(key.substring(key.indexOf('/') + 1));
        find(owner, id).ifPresent(serveSchedule::serve);
        // read again: it may have been changed or ended while it was served
        Optional<Instant> next =
                find(owner, id).flatMap(schedule -> schedule.timetable().next(clock.instant()));
        return (complete, operations) -> {
            if (next.isPresent()) operations.reschedule(complete, next.get());
            else operations.remove();
        };
    }

    private Optional<ScanSchedule> find(TenantId owner, UUID id) {
        return transaction.call(owner, handle -> Schedules.find(handle, owner, id));
    }

    private TaskInstance<Void> instance(ScanSchedule schedule) {
        return task.instance(schedule.owner() + "/" + schedule.id());
    }
}
