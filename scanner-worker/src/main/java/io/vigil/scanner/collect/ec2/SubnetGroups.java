package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.ClusterSubnetGroup;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSubnetGroupsRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterSubnetGroupsResponse;

/** Where a region's databases, caches and warehouses are placed. */
record SubnetGroups(
        Read<List<DBSubnetGroup>> databases,
        Read<List<CacheSubnetGroup>> caches,
        Read<List<ClusterSubnetGroup>> warehouses) {

    static final Set<String> OPERATIONS = Set.of(
            "rds:DescribeDBSubnetGroups",
            "elasticache:DescribeCacheSubnetGroups",
            "redshift:DescribeClusterSubnetGroups");

    private static final int PAGE = 100;

    static SubnetGroups read(UnitScope scope) throws InterruptedException {
        return new SubnetGroups(
                scope.calls()
                        .list(
                                RdsClient.class,
                                scope.region(),
                                DescribeDbSubnetGroupsRequest.builder()
                                        .maxRecords(PAGE)
                                        .build(),
                                RdsClient::describeDBSubnetGroupsPaginator,
                                DescribeDbSubnetGroupsResponse::dbSubnetGroups)
                        .whole(),
                scope.calls()
                        .list(
                                ElastiCacheClient.class,
                                scope.region(),
                                DescribeCacheSubnetGroupsRequest.builder()
                                        .maxRecords(PAGE)
                                        .build(),
                                ElastiCacheClient::describeCacheSubnetGroupsPaginator,
                                DescribeCacheSubnetGroupsResponse::cacheSubnetGroups)
                        .whole(),
                scope.calls()
                        .list(
                                RedshiftClient.class,
                                scope.region(),
                                DescribeClusterSubnetGroupsRequest.builder()
                                        .maxRecords(PAGE)
                                        .build(),
                                RedshiftClient::describeClusterSubnetGroupsPaginator,
                                DescribeClusterSubnetGroupsResponse::clusterSubnetGroups)
                        .whole());
    }

    Read<List<String>> ofDatabases(String subnet) {
        return databases.map(all -> all.stream()
                .filter(group -> group.subnets().stream().anyMatch(s -> subnet.equals(s.subnetIdentifier())))
                .map(DBSubnetGroup::dbSubnetGroupName)
                .toList());
    }

    Read<List<String>> ofCaches(String subnet) {
        return caches.map(all -> all.stream()
                .filter(group -> group.subnets().stream().anyMatch(s -> subnet.equals(s.subnetIdentifier())))
                .map(CacheSubnetGroup::cacheSubnetGroupName)
                .toList());
    }

    Read<List<String>> ofWarehouses(String subnet) {
        return warehouses.map(all -> all.stream()
                .filter(group -> group.subnets().stream().anyMatch(s -> subnet.equals(s.subnetIdentifier())))
                .map(ClusterSubnetGroup::clusterSubnetGroupName)
                .toList());
    }
}
