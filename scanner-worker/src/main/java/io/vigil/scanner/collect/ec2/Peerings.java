package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2VpcPeering;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** The peerings of a region's VPCs, each with the account's own routes into it. */
public final class Peerings implements Collector<Ec2VpcPeering> {
    private static final int PAGE = 1000;

    /** AWS shows a peering for a while after its end. */
    private static final Set<VpcPeeringConnectionStateReasonCode> GONE = Set.of(
            VpcPeeringConnectionStateReasonCode.DELETED,
            VpcPeeringConnectionStateReasonCode.DELETING,
            VpcPeeringConnectionStateReasonCode.EXPIRED,
            VpcPeeringConnectionStateReasonCode.FAILED,
            VpcPeeringConnectionStateReasonCode.REJECTED);

    @Override
    public ResourceType<Ec2VpcPeering> type() {
        return ResourceTypes.EC2_VPC_PEERING;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeVpcPeeringConnections", PublicSubnets.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2VpcPeering> sink) throws InterruptedException {
        Read<List<RouteTable>> tables = NetworkLists.routeTables(scope).whole();
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeVpcPeeringConnectionsRequest.builder().maxResults(PAGE).build(),
                Ec2Client::describeVpcPeeringConnectionsPaginator,
                DescribeVpcPeeringConnectionsResponse::vpcPeeringConnections,
                page -> {
                    for (VpcPeeringConnection each : page) if (lives(each)) sink.accept(resource(scope, each, tables));
                });
    }

    private static boolean lives(VpcPeeringConnection peering) {
        return peering.status() == null
                || peering.status().code() == null
                || !GONE.contains(peering.status().code());
    }

    private Resource<Ec2VpcPeering> resource(UnitScope scope, VpcPeeringConnection it, Read<List<RouteTable>> tables) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "vpc-peering-connection/" + it.vpcPeeringConnectionId()),
                Ec2Tags.name(it.tags(), it.vpcPeeringConnectionId()),
                Ec2Tags.of(it.tags()),
                new Ec2VpcPeering(it, tables.flatMap(all -> WideRoutes.into(it, all))));
    }
}
