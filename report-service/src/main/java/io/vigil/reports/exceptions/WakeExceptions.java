package io.vigil.reports.exceptions;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The moments at which something is to be done for an exception: its reminders, and its end. It stands in the scheduler's
 * table since the transaction that asked for it, so that no restart and no outage forgets it.
 */
@ApplicationScoped
public class WakeExceptions {
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

    private final TenantTransaction transaction;
    private final EndExceptions end;
    private final RemindOfEnds remind;
    private final ExceptionsConfig config;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    private final SchedulerClient client;

    WakeExceptions(
            TenantTransaction transaction,
            EndExceptions end,
            RemindOfEnds remind,
            ExceptionsConfig config,
            InstantSource clock,
            AgroalDataSource database) {
        this.transaction = transaction;
        this.end = end;
        this.remind = remind;
        this.config = config;
        this.clock = clock;
        this.task = Tasks.custom("exception", Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_A_FAULT)))
                .execute((instance, context) -> wake(instance.getId()));
        this.client = SchedulerClient.Builder.create(database, task).build();
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task;
    }

    /** Inside the transaction that makes the exception. */
    void plan(TenantId tenant, AcceptedRisk made) {
        next(made, clock.instant())
                .ifPresent(at -> client.scheduleIfNotExists(task.instance(tenant + "/" + made.id()), at));
    }

    private CompletionHandler<Void> wake(String key) {
        TenantId tenant = TenantId.of(key.substring(0, key.indexOf('/')));
        ExceptionId id = ExceptionId.of(key.substring(key.indexOf('/') + 1));
        Instant now = clock.instant();
        Optional<AcceptedRisk> woken = find(tenant, id);
        if (woken.filter(risk -> !risk.endsAt().isAfter(now)).isPresent()) end.end(tenant);
        else woken.ifPresent(risk -> remind.remind(tenant, id));
        Optional<Instant> next = find(tenant, id).flatMap(risk -> next(risk, now));
        return (complete, operations) ->
                next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
    }

    private Optional<AcceptedRisk> find(TenantId tenant, ExceptionId id) {
        return transaction.call(tenant, handle -> ExceptionTable.find(handle, tenant, id));
    }

    private Optional<Instant> next(AcceptedRisk risk, Instant now) {
        if (risk.state() != State.WAITING && risk.state() != State.IN_FORCE) return Optional.empty();
        return Stream.concat(
                        config.remindDaysBefore().stream()
                                .map(days -> risk.endsAt().minus(Duration.ofDays(days))),
                        Stream.of(risk.endsAt()))
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }
}
