package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Subnet;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets of a region that the account itself owns. */
public final class Subnets implements Collector<Ec2Subnet> {

    @Override
    public ResourceType<Ec2Subnet> type() {
        return ResourceTypes.EC2_SUBNET;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("ec2:DescribeSubnets", PublicSubnets.OPERATION), SubnetGroups.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Subnet> sink) throws InterruptedException {
        Listed<Subnet> subnets = NetworkLists.subnets(scope);
        Read<List<RouteTable>> tables = NetworkLists.routeTables(scope).whole();
        SubnetGroups groups = SubnetGroups.read(scope);
        for (Subnet each : subnets.items())
            if (scope.owns(each.ownerId())) sink.accept(resource(scope, each, tables, groups));
        return subnets.end();
    }

    private Resource<Ec2Subnet> resource(
            UnitScope scope, Subnet it, Read<List<RouteTable>> tables, SubnetGroups groups) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "subnet/" + it.subnetId()),
                Ec2Tags.name(it.tags(), it.subnetId()),
                Ec2Tags.of(it.tags()),
                new Ec2Subnet(
                        it,
                        tables.flatMap(all -> SubnetRoutes.of(all, it)),
                        groups.ofDatabases(it.subnetId()),
                        groups.ofCaches(it.subnetId()),
                        groups.ofWarehouses(it.subnetId())));
    }
}
