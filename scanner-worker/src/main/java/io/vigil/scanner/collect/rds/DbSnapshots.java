package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.RdsSnapshot;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSnapshotAttribute;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;

/** The manual snapshots of database instances in a region, each with whom it is shared with. */
public final class DbSnapshots implements Collector<RdsSnapshot> {
    private static final int PAGE = 100;
    private static final Set<String> DELETED_MEANWHILE = Set.of("DBSnapshotNotFound");

    @Override
    public ResourceType<RdsSnapshot> type() {
        return ResourceTypes.RDS_DB_SNAPSHOT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("rds:DescribeDBSnapshots", "rds:DescribeDBSnapshotAttributes");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RdsSnapshot> sink) throws InterruptedException {
        return scope.calls().stream(
                RdsClient.class,
                scope.region(),
                DescribeDbSnapshotsRequest.builder()
                        .snapshotType("manual")
                        .maxRecords(PAGE)
                        .build(),
                RdsClient::describeDBSnapshotsPaginator,
                DescribeDbSnapshotsResponse::dbSnapshots,
                page -> {
                    for (Optional<Resource<RdsSnapshot>> each : scope.each(page, s -> resource(scope, s)))
                        if (each.isPresent()) sink.accept(each.get());
                });
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<RdsSnapshot>> resource(UnitScope scope, DBSnapshot it) throws InterruptedException {
        Read<Optional<DescribeDbSnapshotAttributesResponse>> sharing = scope.calls()
                .find(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbSnapshotAttributesRequest.builder()
                                .dbSnapshotIdentifier(it.dbSnapshotIdentifier())
                                .build(),
                        RdsClient::describeDBSnapshotAttributes,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(sharing)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                it.dbSnapshotArn(),
                it.dbSnapshotIdentifier(),
                RdsTags.of(it.tagList()),
                new RdsSnapshot(
                        it,
                        sharing.flatMap(found -> restoreAccounts(found.orElseThrow())),
                        Boolean.TRUE.equals(it.encrypted()))));
    }

    static Read<List<String>> restoreAccounts(DescribeDbSnapshotAttributesResponse sharing) {
        return ReadParts.told("rds:DescribeDBSnapshotAttributes", sharing.dbSnapshotAttributesResult())
                .map(told -> told.dbSnapshotAttributes().stream()
                        .filter(attribute -> "restore".equals(attribute.attributeName()))
                        .map(DBSnapshotAttribute::attributeValues)
                        .flatMap(List::stream)
                        .toList());
    }
}
