package io.vigil.checks.aws.ec2;

import io.vigil.checks.Read;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;

/**
 * What EC2 is set to in a region as a whole; its id is {@code <account>/<region>}.
 */
public record Ec2RegionSettings(
        String region,
        Read<GetEbsEncryptionByDefaultResponse> ebsEncryption,
        Read<GetImageBlockPublicAccessStateResponse> imageBlockPublicAccess,
        Read<GetSnapshotBlockPublicAccessStateResponse> snapshotBlockPublicAccess) {}
