package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.EbsSnapshot;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** The EBS snapshots of a region that the account itself owns, each with whom it is shared with. */
public final class Snapshots implements Collector<EbsSnapshot> {
    private static final int PAGE = 1000;
    private static final Set<String> DELETED_MEANWHILE = Set.of("InvalidSnapshot.NotFound");

    @Override
    public ResourceType<EbsSnapshot> type() {
        return ResourceTypes.EC2_SNAPSHOT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeSnapshots", "ec2:DescribeSnapshotAttribute");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EbsSnapshot> sink) throws InterruptedException {
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeSnapshotsRequest.builder()
                        .ownerIds("self")
                        .maxResults(PAGE)
                        .build(),
                Ec2Client::describeSnapshotsPaginator,
                DescribeSnapshotsResponse::snapshots,
                page -> {
                    for (Optional<Resource<EbsSnapshot>> snapshot :
                            scope.each(own(scope, page), s -> resource(scope, s)))
                        if (snapshot.isPresent()) sink.accept(snapshot.get());
                });
    }

    /** Endpoints that ignore the filter exist; another account's snapshot is never ours to judge. */
    static List<Snapshot> own(UnitScope scope, List<Snapshot> page) {
        return page.stream()
                .filter(snapshot -> scope.account().value().equals(snapshot.ownerId()))
                .toList();
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<EbsSnapshot>> resource(UnitScope scope, Snapshot snapshot) throws InterruptedException {
        Read<Optional<DescribeSnapshotAttributeResponse>> sharing = scope.calls()
                .find(
                        Ec2Client.class,
                        scope.region(),
                        DescribeSnapshotAttributeRequest.builder()
                                .snapshotId(snapshot.snapshotId())
                                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                                .build(),
                        Ec2Client::describeSnapshotAttribute,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(sharing)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                scope.arnWithoutAccount("ec2", "snapshot/" + snapshot.snapshotId()),
                Ec2Tags.name(snapshot.tags(), snapshot.snapshotId()),
                Ec2Tags.of(snapshot.tags()),
                new EbsSnapshot(
                        snapshot, sharing.map(found -> found.orElseThrow().createVolumePermissions()))));
    }
}
