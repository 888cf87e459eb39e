package io.vigil.scanner;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what an executor's threads still do. An interruption can be lost on its way, as to a class loader that reads a file
 * meanwhile; a call to AWS would then go on until its time is over. So it is said again until all have ended.
 */
public final class EndThreads {
    private static final long AGAIN_MILLIS = 200;

    private EndThreads() {}

    /** Returns when all have ended; whoever is interrupted meanwhile still is. */
    public static void of(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            threads.shutdownNow();
            try {
                ended = threads.awaitTermination(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
