package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.RdsClusterSnapshot;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshotAttribute;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;

/** The manual snapshots of database clusters in a region, each with whom it is shared with. */
public final class DbClusterSnapshots implements Collector<RdsClusterSnapshot> {
    private static final int PAGE = 100;
    private static final Set<String> DELETED_MEANWHILE = Set.of("DBClusterSnapshotNotFoundFault");

    @Override
    public ResourceType<RdsClusterSnapshot> type() {
        return ResourceTypes.RDS_DB_CLUSTER_SNAPSHOT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusterSnapshotAttributes");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RdsClusterSnapshot> sink) throws InterruptedException {
        return scope.calls().stream(
                RdsClient.class,
                scope.region(),
                DescribeDbClusterSnapshotsRequest.builder()
                        .snapshotType("manual")
                        .maxRecords(PAGE)
                        .build(),
                RdsClient::describeDBClusterSnapshotsPaginator,
                DescribeDbClusterSnapshotsResponse::dbClusterSnapshots,
                page -> {
                    for (Optional<Resource<RdsClusterSnapshot>> each : scope.each(page, s -> resource(scope, s)))
                        if (each.isPresent()) sink.accept(each.get());
                });
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<RdsClusterSnapshot>> resource(UnitScope scope, DBClusterSnapshot it)
            throws InterruptedException {
        Read<Optional<DescribeDbClusterSnapshotAttributesResponse>> sharing = scope.calls()
                .find(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbClusterSnapshotAttributesRequest.builder()
                                .dbClusterSnapshotIdentifier(it.dbClusterSnapshotIdentifier())
                                .build(),
                        RdsClient::describeDBClusterSnapshotAttributes,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(sharing)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                it.dbClusterSnapshotArn(),
                it.dbClusterSnapshotIdentifier(),
                RdsTags.of(it.tagList()),
                new RdsClusterSnapshot(
                        it,
                        sharing.flatMap(found -> restoreAccounts(found.orElseThrow())),
                        Boolean.TRUE.equals(it.storageEncrypted()))));
    }

    static Read<List<String>> restoreAccounts(DescribeDbClusterSnapshotAttributesResponse sharing) {
        return ReadParts.told("rds:DescribeDBClusterSnapshotAttributes", sharing.dbClusterSnapshotAttributesResult())
                .map(told -> told.dbClusterSnapshotAttributes().stream()
                        .filter(attribute -> "restore".equals(attribute.attributeName()))
                        .map(DBClusterSnapshotAttribute::attributeValues)
                        .flatMap(List::stream)
                        .toList());
    }
}
