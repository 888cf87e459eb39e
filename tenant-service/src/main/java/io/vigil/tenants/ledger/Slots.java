package io.vigil.tenants.ledger;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What the live workers can hold. */
@Singleton
public class Slots {
    private final WorkersConfig config;

    Slots(WorkersConfig config) {
        this.config = config;
    }

    /** Slots of all workers that were seen lately. */
    public int live(Handle handle, Instant now) {
        return handle.createQuery("select coalesce(sum(slots), 0) from worker where last_seen >= :since")
                .bind("since", now.minus(config.liveWithin()))
                .mapTo(Integer.class)
                .one();
    }

    boolean idle(Handle handle, Instant now) {
        int running = handle.createQuery("select count(*) from unit_queue where state = 'RUNNING'")
                .mapTo(Integer.class)
                .one();
        return running < live(handle, now);
    }
}
