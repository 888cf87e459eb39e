package io.vigil.scanner.collect.eks;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.eks.EksCluster;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.PublicSubnets;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

/** The Kubernetes clusters of a region, each with its managed nodes and until when its version is supported. */
public final class Clusters implements Collector<EksCluster> {
    static final Set<String> DELETED_MEANWHILE = Set.of("ResourceNotFoundException");

    private static final int PAGE = 100;

    @Override
    public ResourceType<EksCluster> type() {
        return ResourceTypes.EKS_CLUSTER;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "eks:ListClusters",
                "eks:DescribeCluster",
                "eks:DescribeClusterVersions",
                "eks:ListNodegroups",
                "eks:DescribeNodegroup",
                PublicSubnets.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EksCluster> sink) throws InterruptedException {
        Listed<String> clusters = scope.calls()
                .list(
                        EksClient.class,
                        scope.region(),
                        ListClustersRequest.builder().maxResults(PAGE).build(),
                        EksClient::listClustersPaginator,
                        ListClustersResponse::clusters);
        return clusters.end().and(ReadParts.handOver(scope, clusters.items(), c -> resource(scope, c), sink));
    }

    private Read<Optional<Resource<EksCluster>>> resource(UnitScope scope, String name) throws InterruptedException {
        Read<Optional<DescribeClusterResponse>> answer = scope.calls()
                .find(
                        EksClient.class,
                        scope.region(),
                        DescribeClusterRequest.builder().name(name).build(),
                        EksClient::describeCluster,
                        DELETED_MEANWHILE);
        Read<Optional<Cluster>> described = ReadParts.toldIfAny(
                        "eks:DescribeCluster", answer, DescribeClusterResponse::cluster)
                .map(each -> each.filter(cluster -> cluster.status() != ClusterStatus.DELETING));
        if (!(described instanceof Read.Known<Optional<Cluster>>(Optional<Cluster> found)) || found.isEmpty())
            return described.map(none -> Optional.empty());
        Cluster cluster = found.get();
        return Read.known(Optional.of(new Resource<>(
                type(),
                scope.region(),
                cluster.arn(),
                name,
                cluster.tags(),
                new EksCluster(cluster, NodeGroups.of(scope, cluster), versionSupport(scope, cluster)))));
    }

    private static Read<ClusterVersionInformation> versionSupport(UnitScope scope, Cluster cluster)
            throws InterruptedException {
        return scope.calls()
                .list(
                        EksClient.class,
                        scope.region(),
                        DescribeClusterVersionsRequest.builder()
                                .includeAll(true)
                                .maxResults(PAGE)
                                .build(),
                        EksClient::describeClusterVersionsPaginator,
                        DescribeClusterVersionsResponse::clusterVersions)
                .whole()
                .flatMap(versions -> versions.stream()
                        .filter(version ->
                                String.valueOf(version.clusterVersion()).equals(cluster.version()))
                        .filter(version -> version.endOfStandardSupportDate() != null)
                        .findFirst()
                        .map(Read::known)
                        .orElseGet(() -> Read.missing(new Unread(
                                UnreadReason.NOT_SUPPORTED,
                                "eks:DescribeClusterVersions",
                                null,
                                "AWS does not tell until when it supports version " + cluster.version()))));
    }
}
