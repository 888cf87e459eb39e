package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * A security group.
 */
public record Ec2SecurityGroup(@Itself SecurityGroup securityGroup) {}
