package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2SecurityGroup;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of a region that the account itself owns, each with what uses it. */
public final class SecurityGroups implements Collector<Ec2SecurityGroup> {

    @Override
    public ResourceType<Ec2SecurityGroup> type() {
        return ResourceTypes.EC2_SECURITY_GROUP;
    }

    @Override
    public Set<String> operations() {
        return GroupUses.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2SecurityGroup> sink) throws InterruptedException {
        GroupUses uses = GroupUses.of(scope);
        Listed<SecurityGroup> groups = NetworkLists.securityGroups(scope);
        for (SecurityGroup each : groups.items())
            if (scope.owns(each.ownerId())) sink.accept(resource(scope, each, uses));
        return groups.end();
    }

    private Resource<Ec2SecurityGroup> resource(UnitScope scope, SecurityGroup group, GroupUses uses) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "security-group/" + group.groupId()),
                group.groupName(),
                Ec2Tags.of(group.tags()),
                new Ec2SecurityGroup(
                        group,
                        GroupUses.of(group, uses.interfaces()),
                        GroupUses.of(group, uses.referringGroups()),
                        GroupUses.of(group, uses.functions()),
                        GroupUses.of(group, uses.launches())));
    }
}
