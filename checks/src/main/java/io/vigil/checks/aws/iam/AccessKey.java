package io.vigil.checks.aws.iam;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key as the credential report tells of it.
 *
 * @param number 1 or 2
 * @param lastRotated when it was created
 * @param lastUsed empty when it never was
 */
public record AccessKey(int number, boolean active, Instant lastRotated, Optional<Instant> lastUsed) {}
