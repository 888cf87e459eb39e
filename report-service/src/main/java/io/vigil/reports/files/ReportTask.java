package io.vigil.reports.files;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes ordered reports from the scheduler's table, so that none is forgotten over a restart. A large report takes longer
 * than anybody waits for an answer.
 */
@ApplicationScoped
public class ReportTask {
    private static final Logger LOG = Logger.getLogger(ReportTask.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(20);
    private static final int MAX_TRIES = 3;

    private final CreateReport createReport;
    private final ReportFiles files;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    private final SchedulerClient client;

    ReportTask(CreateReport createReport, ReportFiles files, InstantSource clock, AgroalDataSource database) {
        this.createReport = createReport;
        this.files = files;
        this.clock = clock;
        this.task = Tasks.custom("report", Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AGAIN_AFTER)))
                .execute((instance, context) -> run(instance.getId(), context));
        this.client = SchedulerClient.Builder.create(database, task).build();
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task;
    }

    void queue(TenantId tenant, UUID report) {
        client.scheduleIfNotExists(task.instance(tenant + "/" + report), clock.instant());
    }

    private CompletionHandler<Void> run(String key, ExecutionContext context) {
        TenantId tenant = TenantId.of(key.substring(0, key.indexOf('/')));
        UUID report = UUID.fromString(key.substring(key.indexOf('/') + 1));
        try {
            createReport.make(tenant, report);
        } catch (Problem gone) {
            LOG.warnf("a report is no longer wanted: %s tenant=%s report=%s", gone.getMessage(), tenant, report);
        } catch (RuntimeException failed) {
            if (context.getExecution().consecutiveFailures + 1 < MAX_TRIES) throw failed;
            LOG.errorf(failed, "a report could not be made tenant=%s report=%s", tenant, report);
            files.fail(tenant, report, "It could not be made in %d tries; make another.".formatted(MAX_TRIES));
        }
        return new CompletionHandler.OnCompleteRemove<>();
    }
}
