package io.vigil.checks.aws.rds;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.rds.model.DBCluster;

/**
 * A database cluster (Aurora or Multi-AZ).
 */
public record RdsCluster(@Itself DBCluster dbCluster) {}
