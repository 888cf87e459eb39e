package io.vigil.scanner.collect.rds;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.RdsCluster;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;

/** The database clusters of a region. */
public final class DbClusters implements Collector<RdsCluster> {
    private static final int PAGE = 100;

    @Override
    public ResourceType<RdsCluster> type() {
        return ResourceTypes.RDS_DB_CLUSTER;
    }

    @Override
    public Set<String> operations() {
        return Set.of("rds:DescribeDBClusters");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RdsCluster> sink) throws InterruptedException {
        return scope.calls().stream(
                RdsClient.class,
                scope.region(),
                DescribeDbClustersRequest.builder().maxRecords(PAGE).build(),
                RdsClient::describeDBClustersPaginator,
                DescribeDbClustersResponse::dbClusters,
                page -> {
                    for (DBCluster each : page) sink.accept(resource(scope, withoutPassword(each)));
                });
    }

    private Resource<RdsCluster> resource(UnitScope scope, DBCluster it) {
        return new Resource<>(
                type(),
                scope.region(),
                it.dbClusterArn(),
                it.dbClusterIdentifier(),
                RdsTags.of(it.tagList()),
                new RdsCluster(it));
    }

    /** AWS masks a password that is about to change; not even the mask is kept. */
    static DBCluster withoutPassword(DBCluster it) {
        if (it.pendingModifiedValues() == null) return it;
        return it.copy(c ->
                c.pendingModifiedValues(it.pendingModifiedValues().copy(pending -> pending.masterUserPassword(null))));
    }
}
