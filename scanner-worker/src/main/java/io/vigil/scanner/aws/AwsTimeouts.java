package io.vigil.scanner.aws;

import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param connect to open a connection; not tried again, so it is what a region that is off costs
 * @param attempt one request and its answer
 * @param call everything, with retries and pauses between them
 */
public record AwsTimeouts(Duration connect, Duration attempt, Duration call) {
    public static final AwsTimeouts DEFAULT =
            new AwsTimeouts(Duration.ofMillis(1500), Duration.ofSeconds(20), Duration.ofSeconds(60));
}
