package io.vigil.scanner.collect.redshift;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.redshift.RedshiftCluster;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;
import software.amazon.awssdk.services.redshift.model.ClusterParameterGroupStatus;
import software.amazon.awssdk.services.redshift.model.DescribeClusterParametersRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClusterParametersResponse;
import software.amazon.awssdk.services.redshift.model.DescribeClustersRequest;
import software.amazon.awssdk.services.redshift.model.DescribeClustersResponse;
import software.amazon.awssdk.services.redshift.model.Parameter;
import software.amazon.awssdk.services.redshift.model.Tag;

/** The provisioned warehouses of a region. */
public final class Warehouses implements Collector<RedshiftCluster> {
    private static final int PAGE = 100;
    private static final String PARAMETERS = "redshift:DescribeClusterParameters";
    private static final String REQUIRE_TLS = "require_ssl";
    private static final String DELETING = "deleting";

    @Override
    public ResourceType<RedshiftCluster> type() {
        return ResourceTypes.REDSHIFT_CLUSTER;
    }

    @Override
    public Set<String> operations() {
        return Set.of("redshift:DescribeClusters", PARAMETERS);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RedshiftCluster> sink) throws InterruptedException {
        return scope.calls().stream(
                RedshiftClient.class,
                scope.region(),
                DescribeClustersRequest.builder().maxRecords(PAGE).build(),
                RedshiftClient::describeClustersPaginator,
                DescribeClustersResponse::clusters,
                page -> {
                    List<Cluster> lasting = page.stream()
                            .filter(cluster -> !DELETING.equals(cluster.clusterStatus()))
                            .toList();
                    for (Resource<RedshiftCluster> each : scope.each(lasting, c -> resource(scope, c)))
                        sink.accept(each);
                });
    }

    private Resource<RedshiftCluster> resource(UnitScope scope, Cluster cluster) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("redshift", "cluster:" + cluster.clusterIdentifier()),
                cluster.clusterIdentifier(),
                cluster.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new RedshiftCluster(cluster, requiresTls(scope, cluster)));
    }

    /** A cluster has one parameter group. */
    private static Read<Boolean> requiresTls(UnitScope scope, Cluster cluster) throws InterruptedException {
        if (cluster.clusterParameterGroups().isEmpty())
            return Read.missing(
                    new Unread(UnreadReason.MALFORMED, "redshift:DescribeClusters", null, "it has no parameter group"));
        ClusterParameterGroupStatus group = cluster.clusterParameterGroups().getFirst();
        return scope.calls()
                .list(
                        RedshiftClient.class,
                        scope.region(),
                        DescribeClusterParametersRequest.builder()
                                .parameterGroupName(group.parameterGroupName())
                                .maxRecords(PAGE)
                                .build(),
                        RedshiftClient::describeClusterParametersPaginator,
                        DescribeClusterParametersResponse::parameters)
                .whole()
                .map(parameters -> requiresTls(parameters) && inForce(group));
    }

    private static boolean requiresTls(List<Parameter> parameters) {
        return parameters.stream()
                .anyMatch(each -> REQUIRE_TLS.equals(each.parameterName()) && "true".equals(each.parameterValue()));
    }

    /** A parameter that was set and waits for a reboot has no effect. */
    private static boolean inForce(ClusterParameterGroupStatus group) {
        return group.clusterParameterStatusList().stream()
                .noneMatch(each ->
                        REQUIRE_TLS.equals(each.parameterName()) && !"in-sync".equals(each.parameterApplyStatus()));
    }
}
