package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.EbsVolume;
import io.vigil.checks.aws.kms.StoredData;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.backup.SelectedForBackup;
import io.vigil.scanner.collect.kms.DescribedKeys;
import io.vigil.scanner.collect.kms.KeyTiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The EBS volumes of a region, each with the backup plans that cover it. */
public final class Volumes implements Collector<EbsVolume> {
    private static final int PAGE = 500;

    @Override
    public ResourceType<EbsVolume> type() {
        return ResourceTypes.EC2_VOLUME;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("ec2:DescribeVolumes", Instances.LIST, DescribedKeys.OPERATION),
                        SelectedForBackup.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EbsVolume> sink) throws InterruptedException {
        Read<Map<String, Map<String, String>>> instances = instanceTags(scope);
        DescribeVolumesRequest all =
                DescribeVolumesRequest.builder().maxResults(PAGE).build();
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                all,
                Ec2Client::describeVolumesPaginator,
                DescribeVolumesResponse::volumes,
                page -> {
                    for (Resource<EbsVolume> each : scope.each(page, v -> resource(scope, v, instances)))
                        sink.accept(each);
                });
    }

    private static Read<Map<String, Map<String, String>>> instanceTags(UnitScope scope) throws InterruptedException {
        return Instances.list(scope)
                .whole()
                .map(reservations -> Instances.living(reservations).stream()
                        .collect(Collectors.toMap(
                                Instance::instanceId,
                                instance -> Ec2Tags.of(instance.tags()),
                                (first, again) -> again)));
    }

    private Resource<EbsVolume> resource(UnitScope scope, Volume it, Read<Map<String, Map<String, String>>> instances)
            throws InterruptedException {
        String arn = scope.arn("ec2", "volume/" + it.volumeId());
        Map<String, String> tags = Ec2Tags.of(it.tags());
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                Ec2Tags.name(it.tags(), it.volumeId()),
                tags,
                new EbsVolume(
                        it,
                        new StoredData(
                                /* held */ true,
                                Read.known(tags),
                                KeyTiers.of(scope, Boolean.TRUE.equals(it.encrypted()), it.kmsKeyId())),
                        backupPlans(scope, it, arn, tags, instances)));
    }

    /** Its own, else those of an instance that has it: the backup of an instance takes its volumes along. */
    private static Read<List<String>> backupPlans(
            UnitScope scope,
            Volume it,
            String arn,
            Map<String, String> tags,
            Read<Map<String, Map<String, String>>> instances)
            throws InterruptedException {
        Read<List<String>> plans = SelectedForBackup.plansOf(scope, "EBS", arn, tags);
        for (VolumeAttachment attachment : it.attachments()) {
            if (plans instanceof Read.Known<List<String>>(List<String> own) && !own.isEmpty()) return plans;
            Read<List<String>> others = switch (instances) {
                case Read.Missing<Map<String, Map<String, String>>>(Unread why) -> Read.missing(why);
                case Read.Known<Map<String, Map<String, String>>>(Map<String, Map<String, String>> known) ->
                    SelectedForBackup.plansOf(
                            scope,
                            "EC2",
                            scope.arn("ec2", "instance/" + attachment.instanceId()),
                            known.getOrDefault(attachment.instanceId(), Map.of()));
            };
            boolean none = others instanceof Read.Known<List<String>>(List<String> known) && known.isEmpty();
            if (!none) plans = others;
        }
        return plans;
    }
}
