package io.vigil.scanner.collect.eks;

import io.vigil.checks.Read;
import io.vigil.checks.aws.eks.EksNodeGroup;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.PublicSubnets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** The managed node groups of a cluster. */
final class NodeGroups {
    private static final int PAGE = 100;

    private NodeGroups() {}

    static Read<List<EksNodeGroup>> of(UnitScope scope, Cluster cluster) throws InterruptedException {
        Read<List<String>> names = scope.calls()
                .list(
                        EksClient.class,
                        scope.region(),
                        ListNodegroupsRequest.builder()
                                .clusterName(cluster.name())
                                .maxResults(PAGE)
                                .build(),
                        EksClient::listNodegroupsPaginator,
                        ListNodegroupsResponse::nodegroups)
                .whole();
        if (!(names instanceof Read.Known<List<String>>(List<String> known))) return names.map(none -> List.of());
        return ReadParts.all(scope.each(known, name -> nodeGroup(scope, cluster, name)))
                .map(groups -> groups.stream().flatMap(Optional::stream).toList());
    }

    private static Read<Optional<EksNodeGroup>> nodeGroup(UnitScope scope, Cluster cluster, String name)
            throws InterruptedException {
        Read<Optional<DescribeNodegroupResponse>> answer = scope.calls()
                .find(
                        EksClient.class,
                        scope.region(),
                        DescribeNodegroupRequest.builder()
                                .clusterName(cluster.name())
                                .nodegroupName(name)
                                .build(),
                        EksClient::describeNodegroup,
                        Clusters.DELETED_MEANWHILE);
        Read<Optional<Nodegroup>> described =
                ReadParts.toldIfAny("eks:DescribeNodegroup", answer, DescribeNodegroupResponse::nodegroup);
        if (!(described instanceof Read.Known<Optional<Nodegroup>>(Optional<Nodegroup> found)) || found.isEmpty())
            return described.map(none -> Optional.empty());
        Nodegroup group = found.get();
        String vpc = cluster.resourcesVpcConfig() == null
                ? ""
                : String.valueOf(cluster.resourcesVpcConfig().vpcId());
        return Read.known(Optional.of(new EksNodeGroup(group, PublicSubnets.among(scope, vpc, group.subnets()))));
    }
}
