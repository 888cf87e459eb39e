package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.shield.ShieldCover;
import software.amazon.awssdk.services.ec2.model.Address;

/**
 * An Elastic IP address.
 */
public record Ec2Address(@Itself Address address, Read<ShieldCover> shield) {}
