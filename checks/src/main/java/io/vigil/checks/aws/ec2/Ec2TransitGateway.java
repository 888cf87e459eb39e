package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.TransitGateway;

/**
 * A transit gateway that this account owns; deleted ones are left out.
 */
public record Ec2TransitGateway(@Itself TransitGateway transitGateway) {}
