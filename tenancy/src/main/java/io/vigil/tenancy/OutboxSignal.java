package io.vigil.tenancy;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when a transaction with events commits, so that an idle platform answers at once. */
@Singleton
class OutboxSignal {
    private final Semaphore work = new Semaphore(0);
    private final TransactionSynchronizationRegistry transactions;

    OutboxSignal(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    void afterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) work.release();
            }
        });
    }

    /** Returns after the next commit with events, or after the time: another replica's events make no signal here. */
    void await(Duration atMost) throws InterruptedException {
        if (work.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) work.drainPermits();
    }
}
