package io.vigil.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpentTest {
    private static final Spent POLICIES = new Spent("eu-central-1", "lambda", "GetPolicy", 200, 4.5, 4);
    private static final Spent BUCKETS = new Spent("eu-central-1", "s3", null, 9_000, 300, 300);

    @Test
    void whatGoesAtOnceCostsNothing() {
        assertThat(new Spent("eu-central-1", "ec2", "DescribeVpcs", 30, 6, 30).atLeast())
                .isZero();
    }

    @Test
    void theTightestLimitBoundsTheScan() {
        assertThat(Spent.bound(List.of(POLICIES, BUCKETS), Duration.ofMillis(50), 200))
                .isEqualTo(POLICIES.atLeast())
                .isBetween(Duration.ofSeconds(43), Duration.ofSeconds(44));
        assertThat(Spent.tightest(List.of(POLICIES, BUCKETS)).limit()).isEqualTo("lambda:GetPolicy in eu-central-1");
    }

    @Test
    void theNetworkBoundsItWhereAwsIsFarAway() {
        assertThat(Spent.bound(List.of(POLICIES, BUCKETS), Duration.ofSeconds(2), 200))
                .isEqualTo(Duration.ofSeconds(92));
    }
}
