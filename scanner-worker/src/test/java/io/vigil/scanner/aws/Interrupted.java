package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.function.Executable;

/** Stops a thread in the middle of its work. */
final class Interrupted {
    private Interrupted() {}

    /** Fails unless the work ends within two seconds by an {@link InterruptedException}. */
    static void when(BooleanSupplier underWay, Callable<?> work) throws Exception {
        FutureTask<?> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().start(task);
        await("the work to be under way").atMost(Duration.ofSeconds(15)).until(underWay::getAsBoolean);
        thread.interrupt();
        Executable ended = () -> task.get(2, TimeUnit.SECONDS);
        try {
            ended.execute();
        } catch (ExecutionException failed) {
            assertThat(failed.getCause()).isInstanceOf(InterruptedException.class);
            return;
        } catch (Throwable other) {
            throw new AssertionError("the work did not end at once", other);
        }
        throw new AssertionError("the work went on to its end: " + task.get());
    }
}
