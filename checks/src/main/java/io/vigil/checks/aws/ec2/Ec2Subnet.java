package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * A subnet.
 */
public record Ec2Subnet(@Itself Subnet subnet) {}
