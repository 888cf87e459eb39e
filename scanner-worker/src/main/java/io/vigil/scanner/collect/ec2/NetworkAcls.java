package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2NetworkAcl;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;

/** The network ACLs of a region that the account itself owns. */
public final class NetworkAcls implements Collector<Ec2NetworkAcl> {

    @Override
    public ResourceType<Ec2NetworkAcl> type() {
        return ResourceTypes.EC2_NETWORK_ACL;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeNetworkAcls");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2NetworkAcl> sink) throws InterruptedException {
        Listed<NetworkAcl> acls = NetworkLists.networkAcls(scope);
        for (NetworkAcl each : acls.items()) if (scope.owns(each.ownerId())) sink.accept(resource(scope, each));
        return acls.end();
    }

    private Resource<Ec2NetworkAcl> resource(UnitScope scope, NetworkAcl it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "network-acl/" + it.networkAclId()),
                Ec2Tags.name(it.tags(), it.networkAclId()),
                Ec2Tags.of(it.tags()),
                new Ec2NetworkAcl(it));
    }
}
