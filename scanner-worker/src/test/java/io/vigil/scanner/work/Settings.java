package io.vigil.scanner.work;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A worker's configuration for tests without a running one. */
record Settings(int maxDeliveries, Duration backOff, Duration beatEvery, Duration standsStillAfter)
        implements WorkerConfig {
    static final Settings QUICK = new Settings(
            /* maxDeliveries */ 3,
            /* backOff */ Duration.ofMillis(20),
            /* beatEvery */ Duration.ofSeconds(60),
            /* standsStillAfter */ Duration.ofMinutes(5));

    @Override
    public String name() {
        return "worker-1";
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public Optional<URI> awsEndpoint() {
        return Optional.empty();
    }

    @Override
    public double awsRateShare() {
        return 0.3;
    }

    @Override
    public String homeRegion() {
        return "us-east-1";
    }

    @Override
    public URI tenantService() {
        return URI.create("http://127.0.0.1:1");
    }

    @Override
    public Path tokenKey() {
        return Path.of("no-such-key");
    }
}
