package io.vigil.gateway.test;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Runs with the machine's clock, and can be turned forward: sessions run out without a test waiting for them. */
@Singleton
public class TurnableClock implements InstantSource {
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(ahead.get());
    }

    public void turn(Duration forward) {
        ahead.addAndGet(forward.toMillis());
    }
}
