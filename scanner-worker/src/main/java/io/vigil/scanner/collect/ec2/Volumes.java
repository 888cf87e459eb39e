package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.EbsVolume;
import io.vigil.checks.aws.kms.StoredData;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.kms.DescribedKeys;
import io.vigil.scanner.collect.kms.KeyTiers;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The EBS volumes of a region. */
public final class Volumes implements Collector<EbsVolume> {
    private static final int PAGE = 500;

    @Override
    public ResourceType<EbsVolume> type() {
        return ResourceTypes.EC2_VOLUME;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeVolumes", DescribedKeys.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EbsVolume> sink) throws InterruptedException {
        DescribeVolumesRequest all =
                DescribeVolumesRequest.builder().maxResults(PAGE).build();
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                all,
                Ec2Client::describeVolumesPaginator,
                DescribeVolumesResponse::volumes,
                page -> {
                    for (Resource<EbsVolume> each : scope.each(page, v -> resource(scope, v))) sink.accept(each);
                });
    }

    private Resource<EbsVolume> resource(UnitScope scope, Volume it) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "volume/" + it.volumeId()),
                Ec2Tags.name(it.tags(), it.volumeId()),
                Ec2Tags.of(it.tags()),
                new EbsVolume(
                        it,
                        new StoredData(
                                /* held */ true,
                                Read.known(Ec2Tags.of(it.tags())),
                                KeyTiers.of(scope, Boolean.TRUE.equals(it.encrypted()), it.kmsKeyId()))));
    }
}
