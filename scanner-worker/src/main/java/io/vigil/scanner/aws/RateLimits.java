package io.vigil.scanner.aws;

import io.github.bucket4j.Bucket;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets per AWS account, region and service (or operation, where AWS counts so), shared by everything that this
 * process does there. Together they stay below a share of what AWS grants: the rest is for the customer's own tools.
 */
public final class RateLimits {
    public static final double DEFAULT_SHARE = 0.3;

    private static final int MAX_BUCKETS = 50_000;

    /** Refills are told in whole tokens; over so long a time they are exact to a thousandth a second. */
    private static final Duration REFILL = Duration.ofSeconds(1000);

    private record Limited(AccountId account, Region region, AwsService service, String operation) {}

    private record Paced(Bucket bucket, LongAdder calls) {}

    /**
     * What went through one bucket.
     *
     * @param calls and retries, since the bucket was first used
     * @param perSecond calls a second that it lets through
     * @param burst calls that it lets through at once
     */
    public record Spent(
            Region region, String service, @Nullable String operation, long calls, double perSecond, double burst) {}

    private final double share;

    /** A bucket that fell out begins full again, which costs AWS one burst more. */
    private final Map<Limited, Paced> buckets =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, /* accessOrder */ true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Limited, Paced> eldest) {
                    return size() > MAX_BUCKETS;
                }
            });

    public RateLimits() {
        this(DEFAULT_SHARE);
    }

    /**
     * @param share of AWS's limits, above 0 and at most 1
     * @throws IllegalArgumentException if it is not
     */
    public RateLimits(double share) {
        if (!(share > 0 && share <= 1))
            throw new IllegalArgumentException(
                    "the share of AWS's limits is above 0 and at most 1, not %s".formatted(share));
        this.share = share;
    }

    /** Waits until the call may go. */
    void await(AccountId account, Region region, AwsService service, String operation) throws InterruptedException {
        Paced paced = buckets.computeIfAbsent(
                key(account, region, service, operation),
                limited -> new Paced(bucket(limited.service.grant()), new LongAdder()));
        paced.bucket.asBlocking().consume(/* tokens */ 1);
        paced.calls.increment();
    }

    /** AWS said that it is too much, of ours and others' together: whoever calls there next waits a second longer. */
    void slowDown(AccountId account, Region region, AwsService service) {
        long tokens = Math.max(1, Math.round(service.grant().perSecond() * share));
        for (Limited limited : limitedBy(account, region, service)) {
            Paced paced = buckets.get(limited);
            // once is enough when many calls are refused together
            if (paced != null && paced.bucket.getAvailableTokens() > -tokens)
                paced.bucket.consumeIgnoringRateLimits(tokens);
        }
    }

    /** What went through each bucket, in the buckets' order of use. */
    public List<Spent> spent() {
        synchronized (buckets) {
            return buckets.entrySet().stream()
                    .map(of -> {
                        Grant grant = of.getKey().service.grant();
                        return new Spent(
                                of.getKey().region,
                                of.getKey().service.toString(),
                                grant.isOfOperation() ? of.getKey().operation : null,
                                of.getValue().calls.sum(),
                                grant.perSecond() * share,
                                burst(grant));
                    })
                    .toList();
        }
    }

    private List<Limited> limitedBy(AccountId account, Region region, AwsService service) {
        synchronized (buckets) {
            return buckets.keySet().stream()
                    .filter(of -> of.service == service && of.account.equals(account) && of.region.equals(region))
                    .toList();
        }
    }

    private static Limited key(AccountId account, Region region, AwsService service, String operation) {
        return new Limited(account, region, service, service.grant().isOfOperation() ? operation : "");
    }

    private Bucket bucket(Grant grant) {
        long refill = Math.max(1, Math.round(grant.perSecond() * share * REFILL.toSeconds()));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst(grant)).refillGreedy(refill, REFILL))
                .build();
    }

    private long burst(Grant grant) {
        return Math.max(1, Math.round(grant.burst() * share));
    }
}
