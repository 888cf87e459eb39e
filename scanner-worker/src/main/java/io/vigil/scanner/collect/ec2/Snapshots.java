package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.EbsSnapshot;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.PageReader;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.HashSet;
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

/** The EBS snapshots of a region that the account itself owns, each with whether it is everyone's. */
public final class Snapshots implements Collector<EbsSnapshot> {
    private static final int PAGE = 1000;
    private static final String EVERYONE = "all";
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
        Read<Set<String>> listed = restorableByAll(scope);
        return stream(scope, own(), page -> {
            for (Optional<Resource<EbsSnapshot>> snapshot :
                    scope.each(own(scope, page), s -> resource(scope, s, listed)))
                if (snapshot.isPresent()) sink.accept(snapshot.get());
        });
    }

    /** One list instead of a call for each of thousands. */
    private static Read<Set<String>> restorableByAll(UnitScope scope) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        ListEnd end = stream(
                scope,
                own().toBuilder().restorableByUserIds(EVERYONE).build(),
                page -> page.forEach(snapshot -> ids.add(snapshot.snapshotId())));
        return end instanceof ListEnd.NotReached(Unread why) ? Read.missing(why) : Read.known(ids);
    }

    private static DescribeSnapshotsRequest own() {
        return DescribeSnapshotsRequest.builder()
                .ownerIds("self")
                .maxResults(PAGE)
                .build();
    }

    private static ListEnd stream(UnitScope scope, DescribeSnapshotsRequest request, PageReader<Snapshot> page)
            throws InterruptedException {
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                request,
                Ec2Client::describeSnapshotsPaginator,
                DescribeSnapshotsResponse::snapshots,
                page);
    }

    /** Endpoints that ignore the filter exist; another account's snapshot is never ours to judge. */
    static List<Snapshot> own(UnitScope scope, List<Snapshot> page) {
        return page.stream()
                .filter(snapshot -> scope.account().value().equals(snapshot.ownerId()))
                .toList();
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<EbsSnapshot>> resource(UnitScope scope, Snapshot snapshot, Read<Set<String>> listed)
            throws InterruptedException {
        Read<Optional<Boolean>> everyones = switch (listed) {
            case Read.Missing<Set<String>>(Unread why) -> Read.missing(why);
            case Read.Known<Set<String>>(Set<String> ids) ->
                ids.contains(snapshot.snapshotId()) ? saidOf(scope, snapshot) : Read.known(Optional.of(false));
        };
        if (ReadParts.isNone(everyones)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                scope.arnWithoutAccount("ec2", "snapshot/" + snapshot.snapshotId()),
                Ec2Tags.name(snapshot.tags(), snapshot.snapshotId()),
                Ec2Tags.of(snapshot.tags()),
                new EbsSnapshot(snapshot, everyones.map(Optional::orElseThrow))));
    }

    /** An endpoint that passes over who may restore lists every snapshot, so each of the list is asked. */
    private static Read<Optional<Boolean>> saidOf(UnitScope scope, Snapshot snapshot) throws InterruptedException {
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
        return sharing.map(found -> found.map(answer -> answer.createVolumePermissions().stream()
                .anyMatch(permission -> EVERYONE.equals(permission.groupAsString()))));
    }
}
