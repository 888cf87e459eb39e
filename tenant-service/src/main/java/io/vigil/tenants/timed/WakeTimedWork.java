package io.vigil.tenants.timed;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's one scheduler. */
@ApplicationScoped
class WakeTimedWork {
    private static final int THREADS = 2;

    private final AgroalDataSource database;
    private final List<TimedWork> works;
    private final InstantSource clock;
    private final Duration poll;
    private Optional<Scheduler> running = Optional.empty();

    WakeTimedWork(
            AgroalDataSource database,
            @All List<TimedWork> works,
            InstantSource clock,
            @ConfigProperty(name = "vigil.timed-work.poll", defaultValue = "PT1S") Duration poll) {
        this.database = database;
        this.works = works;
        this.clock = clock;
        this.poll = poll;
    }

    void start(@Observes StartupEvent started) {
        List<Task<?>> planned = new ArrayList<>();
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (TimedWork work : works) {
            Task<?> task = work.task();
            if (task instanceof RecurringTask<?> own) recurring.add(own);
            else planned.add(task);
        }
        Scheduler scheduler = Scheduler.create(database, planned)
                .startTasks(recurring)
                .schedulerName(new SchedulerName.Fixed(
                        "tenant-service-" + ProcessHandle.current().pid()))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(poll)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
        scheduler.start();
        running = Optional.of(scheduler);
    }

    void stop(@Observes ShutdownEvent ending) {
        running.ifPresent(Scheduler::stop);
    }
}
