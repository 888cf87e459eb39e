package io.vigil.reports.timed;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.vigil.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Work on one thing of a tenant after another, from the scheduler's table. It stands there since the transaction that asked
 * for it, so that no restart and no outage forgets it.
 */
public final class TenantTask {
    /** Says when to come again; empty when there is nothing left to do. */
    public interface Work {
        Optional<Instant> on(TenantId tenant, UUID id);
    }

    private final Work work;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    private final SchedulerClient client;

    /**
     * @param name in the scheduler's table, for good
     * @param afterAFault how long to wait when the work threw something
     */
    public TenantTask(String name, Duration afterAFault, DataSource database, InstantSource clock, Work work) {
        this.work = work;
        this.clock = clock;
        this.task = Tasks.custom(name, Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(afterAFault)))
                .execute((instance, context) -> run(instance.getId()));
        this.client = SchedulerClient.Builder.create(database, task).build();
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task;
    }

    public void queue(TenantId tenant, UUID id) {
        queue(tenant, id, clock.instant());
    }

    /** Inside the transaction that makes it necessary; what is queued already stays as it is. */
    public void queue(TenantId tenant, UUID id, Instant at) {
        client.scheduleIfNotExists(task.instance(tenant + "/" + id), at);
    }

    /** As {@link #queue}; what is queued already comes then as well, unless it is being done. */
    public void move(TenantId tenant, UUID id, Instant at) {
        TaskInstance<Void> instance = task.instance(tenant + "/" + id);
        if (client.scheduleIfNotExists(instance, at)) return;
        client.getScheduledExecution(instance)
                .filter(execution -> !execution.isPicked())
                .ifPresent(execution -> client.reschedule(instance, at));
    }

    private CompletionHandler<Void> run(String key) {
        int slash = key.indexOf('/');
        Optional<Instant> again =
                work.on(TenantId.of(key.substring(0, slash)), UUID.fromString(key.substring(slash + 1)));
        return (complete, operations) ->
                again.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
    }
}
