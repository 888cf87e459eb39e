package io.vigil.checks.aws.securityhub;

import java.time.Instant;

/**
 * An active finding of this account and region, from any product but those that Vigil reads itself. AWS's own shape holds
 * details of the resource, secrets among them, and is not kept.
 *
 * @param severity CRITICAL, HIGH, MEDIUM, LOW or INFORMATIONAL
 * @param firstObserved when the product saw it first, else when the finding was made
 * @param recordState ACTIVE or ARCHIVED
 * @param workflow NEW, NOTIFIED, SUPPRESSED or RESOLVED
 */
public record SecurityHubFinding(
        String id,
        String title,
        String product,
        String affected,
        String severity,
        Instant firstObserved,
        Instant lastObserved,
        String recordState,
        String workflow) {}
