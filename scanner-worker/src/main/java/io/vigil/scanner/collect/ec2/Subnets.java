package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Subnet;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets of a region that the account itself owns. */
public final class Subnets implements Collector<Ec2Subnet> {

    @Override
    public ResourceType<Ec2Subnet> type() {
        return ResourceTypes.EC2_SUBNET;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeSubnets");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Subnet> sink) throws InterruptedException {
        Listed<Subnet> subnets = NetworkLists.subnets(scope);
        for (Subnet each : subnets.items()) if (scope.owns(each.ownerId())) sink.accept(resource(scope, each));
        return subnets.end();
    }

    private Resource<Ec2Subnet> resource(UnitScope scope, Subnet it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "subnet/" + it.subnetId()),
                Ec2Tags.name(it.tags(), it.subnetId()),
                Ec2Tags.of(it.tags()),
                new Ec2Subnet(it));
    }
}
