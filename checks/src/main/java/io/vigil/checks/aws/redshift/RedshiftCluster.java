package io.vigil.checks.aws.redshift;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import software.amazon.awssdk.services.redshift.model.Cluster;

/**
 * A provisioned cluster.
 *
 * @param requiresTls whether {@code require_ssl} is on in its parameter group and in force
 */
public record RedshiftCluster(@Itself Cluster cluster, Read<Boolean> requiresTls) {}
