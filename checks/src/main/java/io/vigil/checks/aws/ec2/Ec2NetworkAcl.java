package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;

/**
 * A network ACL.
 */
public record Ec2NetworkAcl(@Itself NetworkAcl networkAcl) {}
