package io.vigil.checks.aws.ec2;

import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/**
 * What EC2 is set to in a region as a whole; its id is {@code <account>/<region>}.
 *
 * @param instanceMetadataDefaults what new instances get where their launch says nothing
 */
public record Ec2RegionSettings(
        String region,
        Read<GetEbsEncryptionByDefaultResponse> ebsEncryption,
        Read<GetImageBlockPublicAccessStateResponse> imageBlockPublicAccess,
        Read<GetSnapshotBlockPublicAccessStateResponse> snapshotBlockPublicAccess,
        Read<InstanceMetadataDefaultsResponse> instanceMetadataDefaults,
        Read<VpcBlockPublicAccessOptions> vpcBlockPublicAccess,
        Read<List<VpcBlockPublicAccessExclusion>> vpcBlockPublicAccessExclusions) {}
