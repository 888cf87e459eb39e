package io.vigil.scanner.collect.elasticache;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.elasticache.ElastiCacheReplicationGroup;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The replication groups of Valkey and Redis in a region. */
public final class ReplicationGroups implements Collector<ElastiCacheReplicationGroup> {
    private static final int PAGE = 100;
    private static final String DELETING = "deleting";

    @Override
    public ResourceType<ElastiCacheReplicationGroup> type() {
        return ResourceTypes.ELASTICACHE_REPLICATION_GROUP;
    }

    @Override
    public Set<String> operations() {
        return Set.of("elasticache:DescribeReplicationGroups");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ElastiCacheReplicationGroup> sink)
            throws InterruptedException {
        return scope.calls().stream(
                ElastiCacheClient.class,
                scope.region(),
                DescribeReplicationGroupsRequest.builder().maxRecords(PAGE).build(),
                ElastiCacheClient::describeReplicationGroupsPaginator,
                DescribeReplicationGroupsResponse::replicationGroups,
                page -> {
                    for (ReplicationGroup group : page)
                        if (!DELETING.equals(group.status())) sink.accept(resource(scope, group));
                });
    }

    private Resource<ElastiCacheReplicationGroup> resource(UnitScope scope, ReplicationGroup group) {
        String id = group.replicationGroupId();
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("elasticache", "replicationgroup:" + id),
                id,
                Map.of(),
                new ElastiCacheReplicationGroup(group));
    }
}
