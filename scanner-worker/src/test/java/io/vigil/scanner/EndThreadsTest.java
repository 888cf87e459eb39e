package io.vigil.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work ends when it is told to, also if it did not hear it the first time. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class EndThreadsTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void whatSwallowsAnInterruptionIsInterruptedAgain() throws Exception {
        // Given
        CountDownLatch swallowed = new CountDownLatch(2);
        threads.submit(() -> {
            begun.countDown();
            while (swallowed.getCount() > 0)
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException lost) {
                    swallowed.countDown();
                }
        });
        begun.await();
        // When
        EndThreads.of(threads);
        // Then
        assertThat(threads.isTerminated()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whoIsInterruptedMeanwhileStillWaitsAndStillIs() throws Exception {
        // Given
        threads.submit(() -> {
            begun.countDown();
            Thread.sleep(Long.MAX_VALUE);
            return null;
        });
        begun.await();
        Thread.currentThread().interrupt();
        // When
        EndThreads.of(threads);
        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads.isTerminated()).isTrue();
    }
}
