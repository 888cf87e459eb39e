package io.vigil.scanner.aws;

import io.github.bucket4j.Bucket;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per AWS account, region and service, shared by everything that this process does there. AWS limits by
 * the same three.
 */
public final class RateLimits {
    /** One second's worth may go at once. */
    private static final Duration REFILL = Duration.ofSeconds(1);

    private static final int MAX_BUCKETS = 20_000;

    private record Limited(AccountId account, Region region, AwsService service) {}

    /** A bucket that fell out begins full again, which costs AWS one burst more. */
    private final Map<Limited, Bucket> buckets =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, /* accessOrder */ true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Limited, Bucket> eldest) {
                    return size() > MAX_BUCKETS;
                }
            });

    /** Waits until the call may go. */
    void await(AccountId account, Region region, AwsService service) throws InterruptedException {
        buckets.computeIfAbsent(new Limited(account, region, service), RateLimits::bucket)
                .asBlocking()
                .consume(/* tokens */ 1);
    }

    private static Bucket bucket(Limited of) {
        long calls = of.service().callsPerSecond();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(calls * 2).refillGreedy(calls, REFILL))
                .build();
    }
}
