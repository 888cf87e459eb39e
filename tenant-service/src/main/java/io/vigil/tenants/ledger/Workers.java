package io.vigil.tenants.ledger;

import io.vigil.contracts.WorkerBeat;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Who can take units. */
@ApplicationScoped
class Workers {
    /** More than that is no worker but a mistake, and would open the gate for everything. */
    static final int MOST_SLOTS = 1000;

    private final PlatformTransaction transaction;
    private final WorkBell bell;
    private final InstantSource clock;

    Workers(PlatformTransaction transaction, WorkBell bell, InstantSource clock) {
        this.transaction = transaction;
        this.bell = bell;
        this.clock = clock;
    }

    /** A beat from the past does not bring a worker back, one from the future does not keep it alive. */
    void seen(WorkerBeat beat) {
        Instant at = beat.at().isAfter(clock.instant()) ? clock.instant() : beat.at();
        transaction.run(handle -> {
            int changed = handle.createUpdate("""
                            insert into worker (name, slots, last_seen) values (:name, :slots, :at)
                            on conflict (name) do update set slots = excluded.slots, last_seen = excluded.last_seen
                            where worker.last_seen < excluded.last_seen
                            """)
                    .bind("name", beat.worker())
                    .bind("slots", beat.slots())
                    .bind("at", at)
                    .execute();
            if (changed > 0) bell.ringAfterCommit();
        });
    }
}
