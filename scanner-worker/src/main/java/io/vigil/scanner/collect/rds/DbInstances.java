package io.vigil.scanner.collect.rds;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.RdsInstance;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** The database instances of a region. */
public final class DbInstances implements Collector<RdsInstance> {
    private static final int PAGE = 100;

    @Override
    public ResourceType<RdsInstance> type() {
        return ResourceTypes.RDS_DB_INSTANCE;
    }

    @Override
    public Set<String> operations() {
        return Set.of("rds:DescribeDBInstances");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RdsInstance> sink) throws InterruptedException {
        return scope.calls().stream(
                RdsClient.class,
                scope.region(),
                DescribeDbInstancesRequest.builder().maxRecords(PAGE).build(),
                RdsClient::describeDBInstancesPaginator,
                DescribeDbInstancesResponse::dbInstances,
                page -> {
                    for (DBInstance each : page) sink.accept(resource(scope, withoutPassword(each)));
                });
    }

    private Resource<RdsInstance> resource(UnitScope scope, DBInstance it) {
        return new Resource<>(
                type(),
                scope.region(),
                it.dbInstanceArn(),
                it.dbInstanceIdentifier(),
                RdsTags.of(it.tagList()),
                new RdsInstance(it));
    }

    /** AWS masks a password that is about to change; not even the mask is kept. */
    static DBInstance withoutPassword(DBInstance it) {
        if (it.pendingModifiedValues() == null) return it;
        return it.copy(c ->
                c.pendingModifiedValues(it.pendingModifiedValues().copy(pending -> pending.masterUserPassword(null))));
    }
}
