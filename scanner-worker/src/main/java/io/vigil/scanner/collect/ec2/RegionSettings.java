package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2RegionSettings;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsRequest;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/** What EC2 is set to in a region; there is always exactly one. */
public final class RegionSettings implements Collector<Ec2RegionSettings> {
    private static final String METADATA = "ec2:GetInstanceMetadataDefaults";
    private static final String BLOCK = "ec2:DescribeVpcBlockPublicAccessOptions";
    private static final String EXCLUSIONS = "ec2:DescribeVpcBlockPublicAccessExclusions";

    /** Far more than a region may have. */
    private static final int EXCLUSIONS_PAGE = 1000;

    @Override
    public ResourceType<Ec2RegionSettings> type() {
        return ResourceTypes.EC2_REGION_SETTINGS;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "ec2:GetEbsEncryptionByDefault",
                "ec2:GetImageBlockPublicAccessState",
                "ec2:GetSnapshotBlockPublicAccessState",
                METADATA,
                BLOCK,
                EXCLUSIONS);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2RegionSettings> sink) throws InterruptedException {
        Read<GetEbsEncryptionByDefaultResponse> ebsEncryption = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetEbsEncryptionByDefaultRequest.builder().build(),
                        Ec2Client::getEbsEncryptionByDefault);
        Read<GetImageBlockPublicAccessStateResponse> imageBlock = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetImageBlockPublicAccessStateRequest.builder().build(),
                        Ec2Client::getImageBlockPublicAccessState);
        Read<GetSnapshotBlockPublicAccessStateResponse> snapshotBlock = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetSnapshotBlockPublicAccessStateRequest.builder().build(),
                        Ec2Client::getSnapshotBlockPublicAccessState);
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s".formatted(scope.account(), scope.region()),
                "EC2 settings of " + scope.region(),
                Map.of(),
                new Ec2RegionSettings(
                        scope.region().value(),
                        ebsEncryption,
                        imageBlock,
                        snapshotBlock,
                        metadataDefaults(scope),
                        blockPublicAccess(scope),
                        exclusions(scope))));
        return ListEnd.REACHED;
    }

    private static Read<InstanceMetadataDefaultsResponse> metadataDefaults(UnitScope scope)
            throws InterruptedException {
        Read<GetInstanceMetadataDefaultsResponse> defaults = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetInstanceMetadataDefaultsRequest.builder().build(),
                        Ec2Client::getInstanceMetadataDefaults);
        return defaults.flatMap(answer -> ReadParts.told(METADATA, answer.accountLevel()));
    }

    private static Read<VpcBlockPublicAccessOptions> blockPublicAccess(UnitScope scope) throws InterruptedException {
        Read<DescribeVpcBlockPublicAccessOptionsResponse> options = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpcBlockPublicAccessOptionsRequest.builder().build(),
                        Ec2Client::describeVpcBlockPublicAccessOptions);
        return options.flatMap(answer -> ReadParts.told(BLOCK, answer.vpcBlockPublicAccessOptions()));
    }

    /** The SDK has no paginator for them. */
    private static Read<List<VpcBlockPublicAccessExclusion>> exclusions(UnitScope scope) throws InterruptedException {
        Read<DescribeVpcBlockPublicAccessExclusionsResponse> page = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpcBlockPublicAccessExclusionsRequest.builder()
                                .maxResults(EXCLUSIONS_PAGE)
                                .build(),
                        Ec2Client::describeVpcBlockPublicAccessExclusions);
        return page.flatMap(
                answer -> answer.nextToken() == null || answer.nextToken().isEmpty()
                        ? Read.known(answer.vpcBlockPublicAccessExclusions())
                        : Read.missing(new Unread(
                                UnreadReason.TRUNCATED, EXCLUSIONS, null, "there are more exclusions than one page")));
    }
}
