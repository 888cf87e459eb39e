package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.aws.kms.StoredData;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * An EBS volume.
 */
public record EbsVolume(@Itself Volume volume, StoredData data) {}
