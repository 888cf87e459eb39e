package io.vigil.scanner.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One worker process. */
@ConfigMapping(prefix = "vigil.worker")
public interface WorkerConfig {

    /** What the worker is called in progress and logs; unique among the running ones. */
    @WithDefault("worker-${quarkus.uuid}")
    String name();

    /** How many units are scanned at once. */
    @WithDefault("2")
    int slots();

    /** How often a running unit and the worker itself say that they are alive. */
    @WithDefault("3s")
    Duration beatEvery();

    /** A unit that makes no call and meets no resource for so long is not said to be alive, nor is the worker. */
    @WithDefault("5m")
    Duration standsStillAfter();

    /** How often a unit is handed to workers before it is given up; at most the broker's own limit. */
    @WithDefault("5")
    int maxDeliveries();

    /** How long a worker waits before it gives a failed unit back, times the number of its deliveries. */
    @WithDefault("2s")
    Duration backOff();

    /** An address that answers for all of AWS, such as a sandbox; absent for AWS itself. */
    Optional<URI> awsEndpoint();

    /** How much of AWS's own request limits a scan may use; the customer's production has the rest. */
    @WithDefault("0.3")
    double awsRateShare();

    /** The region whose STS gives the sessions. */
    @WithDefault("us-east-1")
    String homeRegion();

    /** Where policy packs are fetched. */
    URI tenantService();

    /** File with this service's own private key, a JWK for ES256 whose {@code kid} is {@code scanner-worker}. */
    Path tokenKey();
}
