package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void aShareOfTheBurstGoesAtOnceAndTheNextWaits() throws Exception {
        // Given
        drain();

        // When
        Duration waited = takes(() -> limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2, "GetWebACL"));

        // Then: five a second, so one takes a fifth of it
        assertThat(waited).isBetween(Duration.ofMillis(50), Duration.ofMillis(1000));
    }

    @Test
    void anotherRegionServiceOrAccountHasABucketOfItsOwn() throws Exception {
        // Given
        drain();

        // When
        Duration waited = takes(() -> {
            limits.await(ACCOUNT, new Region("us-east-1"), AwsService.WAFV2, "GetWebACL");
            limits.await(ACCOUNT, FRANKFURT, AwsService.SHIELD, "DescribeSubscription");
            limits.await(new AccountId("444455556666"), FRANKFURT, AwsService.WAFV2, "GetWebACL");
        });

        // Then
        assertThat(waited).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void anOperationHasABucketOfItsOwnWhereAwsCountsSo() throws Exception {
        // Given
        for (int i = 0; i < 30; i++) limits.await(ACCOUNT, FRANKFURT, AwsService.EC2, "DescribeVpcs");

        // When
        Duration other = takes(() -> limits.await(ACCOUNT, FRANKFURT, AwsService.EC2, "DescribeSubnets"));
        Duration same = takes(() -> limits.await(ACCOUNT, FRANKFURT, AwsService.EC2, "DescribeVpcs"));

        // Then: six a second
        assertThat(other).isLessThan(Duration.ofMillis(50));
        assertThat(same).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void aThrottledServiceIsLeftAloneForASecond() throws Exception {
        // Given
        limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2, "GetWebACL");

        // When: many attempts of one moment are refused together
        for (int i = 0; i < 20; i++) limits.slowDown(ACCOUNT, FRANKFURT, AwsService.WAFV2);
        drain();
        Duration waited = takes(() -> limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2, "GetWebACL"));

        // Then
        assertThat(waited).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double share : new double[] {0, -0.1, 1.1, Double.NaN})
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RateLimits(share))
                    .withMessageContaining("above 0 and at most 1");
    }

    @Test
    void whoWaitsForATokenCanBeStopped() throws Exception {
        CountDownLatch drained = new CountDownLatch(1);
        Interrupted.when(() -> drained.getCount() == 0, () -> {
            drain();
            drained.countDown();
            for (int i = 0; i < 100; i++) limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2, "GetWebACL");
            return "was not stopped";
        });
    }

    private void drain() throws InterruptedException {
        for (int i = 0;
                i
                        < Math.round(RateLimits.DEFAULT_SHARE
                                * AwsService.WAFV2.grant().burst());
                i++) limits.await(ACCOUNT, FRANKFURT, AwsService.WAFV2, "GetWebACL");
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
