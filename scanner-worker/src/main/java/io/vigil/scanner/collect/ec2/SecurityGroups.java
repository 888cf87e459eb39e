package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2SecurityGroup;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of a region that the account itself owns. */
public final class SecurityGroups implements Collector<Ec2SecurityGroup> {
    private static final int PAGE = 1000;

    @Override
    public ResourceType<Ec2SecurityGroup> type() {
        return ResourceTypes.EC2_SECURITY_GROUP;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeSecurityGroups");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2SecurityGroup> sink) throws InterruptedException {
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeSecurityGroupsRequest.builder().maxResults(PAGE).build(),
                Ec2Client::describeSecurityGroupsPaginator,
                DescribeSecurityGroupsResponse::securityGroups,
                page -> {
                    for (SecurityGroup group : page)
                        if (scope.owns(group.ownerId())) sink.accept(resource(scope, group));
                });
    }

    private Resource<Ec2SecurityGroup> resource(UnitScope scope, SecurityGroup group) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "security-group/" + group.groupId()),
                group.groupName(),
                Ec2Tags.of(group.tags()),
                new Ec2SecurityGroup(group));
    }
}
