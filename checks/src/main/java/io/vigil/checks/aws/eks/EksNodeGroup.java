package io.vigil.checks.aws.eks;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/**
 * A managed node group.
 *
 * @param publicSubnets those of its subnets that route to an internet gateway
 */
public record EksNodeGroup(@Itself Nodegroup nodeGroup, Read<List<String>> publicSubnets) {}
