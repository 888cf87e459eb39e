package io.vigil.scanner.collect.rds;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.RdsCluster;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
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
        return Databases.operations("rds:DescribeDBClusters", Databases.INSTANCES);
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
                    List<DBCluster> lasting = page.stream()
                            .filter(it -> Databases.lasts(it.status()))
                            .toList();
                    for (Resource<RdsCluster> each : scope.each(lasting, c -> resource(scope, withoutPassword(c))))
                        sink.accept(each);
                });
    }

    private Resource<RdsCluster> resource(UnitScope scope, DBCluster it) throws InterruptedException {
        Map<String, String> tags = RdsTags.of(it.tagList());
        return new Resource<>(
                type(),
                scope.region(),
                it.dbClusterArn(),
                it.dbClusterIdentifier(),
                tags,
                new RdsCluster(
                        it,
                        Databases.role(it),
                        Databases.instances(scope).whole().map(all -> withoutMinorUpgrades(it, all)),
                        EngineVersions.of(scope, it.engine(), it.engineVersion()),
                        TransportRules.of(scope, it),
                        Databases.backupPlans(scope, it.engine(), it.dbClusterArn(), tags),
                        Databases.data(scope, /* held */ true, tags, it.storageEncrypted(), it.kmsKeyId())));
    }

    /** A cluster that has instances shows their settings; one that has none, or does not show them, has its own. */
    static List<String> withoutMinorUpgrades(DBCluster it, List<DBInstance> all) {
        List<String> off = new ArrayList<>();
        for (DBInstance instance : all)
            if (it.dbClusterIdentifier().equals(instance.dbClusterIdentifier())
                    && !Boolean.TRUE.equals(instance.autoMinorVersionUpgrade()))
                off.add(instance.dbInstanceIdentifier());
        if (off.isEmpty() && Boolean.FALSE.equals(it.autoMinorVersionUpgrade())) off.add(it.dbClusterIdentifier());
        return List.copyOf(off);
    }

    /** AWS masks a password that is about to change; not even the mask is kept. */
    static DBCluster withoutPassword(DBCluster it) {
        if (it.pendingModifiedValues() == null) return it;
        return it.copy(c ->
                c.pendingModifiedValues(it.pendingModifiedValues().copy(pending -> pending.masterUserPassword(null))));
    }
}
