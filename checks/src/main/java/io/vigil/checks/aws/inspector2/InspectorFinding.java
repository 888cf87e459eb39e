package io.vigil.checks.aws.inspector2;

import java.time.Instant;

/**
 * A critical vulnerability that Inspector found in this account and region.
 *
 * @param status ACTIVE, SUPPRESSED or CLOSED
 * @param vulnerability such as CVE-2026-0001
 * @param affected ids of the resources
 * @param fixAvailable YES, NO or PARTIAL
 */
public record InspectorFinding(
        String arn,
        String title,
        String vulnerability,
        String affected,
        String severity,
        String status,
        String fixAvailable,
        Instant firstObserved,
        Instant lastObserved) {}
