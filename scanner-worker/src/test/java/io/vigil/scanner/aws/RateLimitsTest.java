package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final Region FRANKFURT = new Region("eu-central-1");

    private final RateLimits limits = new RateLimits();

    @Test
    void twoSecondsWorthGoAtOnceAndTheNextWaits() throws Exception {
        // Given
        drain();

        // When
        Duration waited = takes(() -> limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2));

        // Then: five a second, so one takes a fifth of it
        assertThat(waited).isBetween(Duration.ofMillis(50), Duration.ofMillis(1000));
    }

    @Test
    void anotherRegionServiceOrAccountHasABucketOfItsOwn() throws Exception {
        // Given
        drain();

        // When
        Duration waited = takes(() -> {
            limits.await(ACCOUNT, new Region("us-east-1"), AwsService.WAFV2);
            limits.await(ACCOUNT, FRANKFURT, AwsService.SHIELD);
            limits.await(new AccountId("444455556666"), FRANKFURT, AwsService.WAFV2);
        });

        // Then
        assertThat(waited).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void whoWaitsForATokenCanBeStopped() throws Exception {
        CountDownLatch drained = new CountDownLatch(1);
        Interrupted.when(() -> drained.getCount() == 0, () -> {
            drain();
            drained.countDown();
            for (int i = 0; i < 100; i++) limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2);
            return "was not stopped";
        });
    }

    private void drain() throws InterruptedException {
        for (int i = 0; i < 2 * AwsService.WAFV2.callsPerSecond(); i++)
            limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Duration takes(Work work) throws Exception {
        long began = System.nanoTime();
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread.ofVirtual().start(task);
        task.get(5, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
