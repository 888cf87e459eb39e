package io.vigil.checks.aws.inspector2;

import java.time.Instant;

/**
 * What the newest finished CIS scan of a configuration found on one instance.
 *
 * @param status COMPLETED, TIMED_OUT or CANCELLED
 */
public record InspectorCisTarget(
        String instance,
        String scanName,
        String scanArn,
        String platform,
        String status,
        int passed,
        int failed,
        Instant scanned) {}
