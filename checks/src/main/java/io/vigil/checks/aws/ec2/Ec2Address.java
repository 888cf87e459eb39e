package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.Address;

/**
 * An Elastic IP address.
 */
public record Ec2Address(@Itself Address address) {}
