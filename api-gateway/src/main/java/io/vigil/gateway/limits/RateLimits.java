package io.vigil.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who asks too often waits, so that nobody's script takes the service from the others. Kept in memory, by each gateway. */
@ApplicationScoped
public class RateLimits {
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int KEPT = 100_000;

    private record Limit(String key, int most) {}

    private final LimitsConfig config;
    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets;

    RateLimits(LimitsConfig config, InstantSource clock) {
        this.config = config;
        this.meter = new Meter(clock);
        this.buckets = Caffeine.newBuilder()
                .executor(Runnable::run)
                // a bucket that was left alone for as long is full, as a new one is
                .expireAfterAccess(SPAN.multipliedBy(2))
                .maximumSize(KEPT)
                .ticker(meter::currentTimeNanos)
                .build();
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** How long the caller must wait; empty when the request may go on. */
    public Optional<Duration> take(Caller caller) {
        List<Limit> limits = new ArrayList<>();
        caller.token().ifPresent(token -> limits.add(new Limit("token " + token, config.perToken())));
        limits.add(new Limit("user " + caller.subject(), config.perUser()));
        caller.tenant().ifPresent(tenant -> limits.add(new Limit("tenant " + tenant, config.perTenant())));
        for (Limit limit : limits) {
            Optional<Duration> wait = take(limit);
            if (wait.isPresent()) return wait;
        }
        return Optional.empty();
    }

    /**
     * A page, a form or a part of a page; it counts together with what the person asks of the API.
     *
     * @throws TooOften when the person must wait
     */
    public void visit(String subject) {
        take(new Limit("user " + subject, config.perUser())).ifPresent(wait -> {
            throw new TooOften(wait);
        });
    }

    /** Whether the address has brought too many tokens that do not hold. */
    public Optional<Duration> waitOf(String address) {
        var left = bucket(new Limit("address " + address, config.refusedPerAddress()))
                .estimateAbilityToConsume(1);
        return left.canBeConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(left.getNanosToWaitForRefill()));
    }

    public void refused(String address) {
        take(new Limit("address " + address, config.refusedPerAddress()));
    }

    private Optional<Duration> take(Limit limit) {
        var taken = bucket(limit).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()));
    }

    private Bucket bucket(Limit limit) {
        return buckets.get(
                limit.key(),
                key -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(limit.most()).refillGreedy(limit.most(), SPAN))
                        .withCustomTimePrecision(meter)
                        .build());
    }
}
