package io.vigil.tenants.timed;

import com.github.kagkarlsson.scheduler.task.Task;

/** Work that is woken when it is due, out of the scheduler's table: over restarts, by one replica at a time. */
public interface TimedWork {

    /** One that recurs by itself is planned at the start of the service, another one by whoever knows when it is due. */
    Task<?> task();
}
