package io.vigil.tenants.ledger;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Rings when admission may have something to do: a unit waits, a slot is free, a worker came. Other replicas poll. */
@Singleton
public class WorkBell {
    private final Semaphore rung = new Semaphore(0);
    private final TransactionSynchronizationRegistry transactions;

    WorkBell(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Rings when the surrounding transaction commits, not before: nobody could see its rows. */
    void ringAfterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) rung.release();
            }
        });
    }

    public void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
    }
}
