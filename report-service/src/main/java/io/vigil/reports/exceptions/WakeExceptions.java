package io.vigil.reports.exceptions;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.reports.timed.TenantTask;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The moments at which something is to be done for an exception: its reminders, and its end. */
@ApplicationScoped
public class WakeExceptions {
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

    private final TenantTransaction transaction;
    private final EndExceptions end;
    private final RemindOfEnds remind;
    private final ExceptionsConfig config;
    private final InstantSource clock;
    private final TenantTask task;

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
        this.task = new TenantTask("exception", AFTER_A_FAULT, database, clock, this::wake);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /** Inside the transaction that makes the exception. */
    void plan(TenantId tenant, AcceptedRisk made) {
        next(made, clock.instant()).ifPresent(at -> task.queue(tenant, made.id().value(), at));
    }

    private Optional<Instant> wake(TenantId tenant, UUID exception) {
        ExceptionId id = new ExceptionId(exception);
        Instant now = clock.instant();
        Optional<AcceptedRisk> woken = find(tenant, id);
        if (woken.filter(risk -> !risk.endsAt().isAfter(now)).isPresent()) end.end(tenant);
        else woken.ifPresent(risk -> remind.remind(tenant, id));
        return find(tenant, id).flatMap(risk -> next(risk, now));
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
