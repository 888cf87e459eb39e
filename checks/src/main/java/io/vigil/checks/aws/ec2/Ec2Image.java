package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * An AMI that this account owns.
 */
public record Ec2Image(@Itself Image image) {}
