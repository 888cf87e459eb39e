package io.vigil.reports.alerts;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.reports.channels.DeliverMessage;
import io.vigil.reports.channels.ForgetOldDeliveries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Everything of alerts and channels that the scheduler wakes. */
@ApplicationScoped
public class AlertTasks {
    private static final Duration WATCH_EVERY = Duration.ofMinutes(5);

    private final DeliverMessage deliverMessage;
    private final MatchAct matchAct;
    private final SendDigests sendDigests;
    private final WatchTimes watchTimes;
    private final ForgetOldDeliveries forgetOldDeliveries;
    private final ForgetOldMatches forgetOldMatches;

    AlertTasks(
            DeliverMessage deliverMessage,
            MatchAct matchAct,
            SendDigests sendDigests,
            WatchTimes watchTimes,
            ForgetOldDeliveries forgetOldDeliveries,
            ForgetOldMatches forgetOldMatches) {
        this.deliverMessage = deliverMessage;
        this.matchAct = matchAct;
        this.sendDigests = sendDigests;
        this.watchTimes = watchTimes;
        this.forgetOldDeliveries = forgetOldDeliveries;
        this.forgetOldMatches = forgetOldMatches;
    }

    public List<Task<?>> queued() {
        return List.of(deliverMessage.task(), matchAct.task(), sendDigests.task());
    }

    public RecurringTask<Void> watch() {
        return Tasks.recurring("alert-watch", FixedDelay.of(WATCH_EVERY))
                .execute((instance, context) -> watchTimes.watch());
    }

    public void forgetOld() {
        forgetOldDeliveries.forget();
        forgetOldMatches.forget();
    }
}
