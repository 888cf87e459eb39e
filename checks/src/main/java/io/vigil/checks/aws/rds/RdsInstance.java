package io.vigil.checks.aws.rds;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * A database instance; one of Aurora carries its cluster's encryption and backups.
 */
public record RdsInstance(@Itself DBInstance dbInstance) {}
