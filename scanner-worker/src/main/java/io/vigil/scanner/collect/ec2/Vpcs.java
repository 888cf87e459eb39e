package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Vpc;
import io.vigil.checks.aws.ec2.KeptFlowLog;
import io.vigil.checks.aws.ec2.VpcLayout;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * The VPCs of a region that the account itself owns (nobody else sees their flow logs), each with the flow logs that are
 * made of it as a whole, its subnets and the network firewalls in it.
 */
public final class Vpcs implements Collector<Ec2Vpc> {
    private static final int PAGE = 1000;

    @Override
    public ResourceType<Ec2Vpc> type() {
        return ResourceTypes.EC2_VPC;
    }

    @Override
    public Set<String> operations() {
        return Stream.of(
                        Set.of(
                                "ec2:DescribeVpcs",
                                "ec2:DescribeFlowLogs",
                                "ec2:DescribeSubnets",
                                PublicSubnets.OPERATION),
                        FlowLogPlaces.OPERATIONS,
                        GuardedVpcs.OPERATIONS)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Vpc> sink) throws InterruptedException {
        Read<List<FlowLog>> flowLogs = scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeFlowLogsRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeFlowLogsPaginator,
                        DescribeFlowLogsResponse::flowLogs)
                .whole();
        Read<List<RouteTable>> tables = NetworkLists.routeTables(scope).whole();
        Read<List<Subnet>> subnets = NetworkLists.subnets(scope).whole();
        GuardedVpcs guarded = GuardedVpcs.read(scope, tables);
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeVpcsRequest.builder().maxResults(PAGE).build(),
                Ec2Client::describeVpcsPaginator,
                DescribeVpcsResponse::vpcs,
                page -> {
                    for (Vpc vpc : page)
                        if (scope.owns(vpc.ownerId()))
                            sink.accept(resource(
                                    scope,
                                    vpc,
                                    flowLogs.map(all -> of(vpc, all)),
                                    tables.flatMap(all ->
                                            subnets.flatMap(known -> SubnetRoutes.layout(all, vpc.vpcId(), known))),
                                    guarded));
                });
    }

    private Resource<Ec2Vpc> resource(
            UnitScope scope, Vpc vpc, Read<List<FlowLog>> flowLogs, Read<VpcLayout> layout, GuardedVpcs guarded)
            throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "vpc/" + vpc.vpcId()),
                Ec2Tags.name(vpc.tags(), vpc.vpcId()),
                Ec2Tags.of(vpc.tags()),
                new Ec2Vpc(
                        vpc,
                        flowLogs,
                        kept(scope, flowLogs),
                        layout,
                        guarded.firewallsOf(vpc.vpcId()),
                        guarded.endpointsIn(vpc.vpcId())));
    }

    private static Read<List<KeptFlowLog>> kept(UnitScope scope, Read<List<FlowLog>> flowLogs)
            throws InterruptedException {
        return switch (flowLogs) {
            case Read.Missing<List<FlowLog>>(Unread why) -> Read.missing(why);
            case Read.Known<List<FlowLog>>(List<FlowLog> known) -> Read.known(FlowLogPlaces.of(scope, known));
        };
    }

    static List<FlowLog> of(Vpc vpc, List<FlowLog> flowLogs) {
        return flowLogs.stream()
                .filter(log -> vpc.vpcId().equals(log.resourceId()))
                .toList();
    }
}
