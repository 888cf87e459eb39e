package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2VpcEndpoint;
import io.vigil.checks.policy.EndpointPassage;
import io.vigil.checks.policy.EndpointPolicy;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The VPC endpoints of a region that the account itself owns. */
public final class VpcEndpoints implements Collector<Ec2VpcEndpoint> {
    static final String OPERATION = "ec2:DescribeVpcEndpoints";

    /** AWS shows an endpoint for a while after its end; it writes states with a small first letter. */
    private static final Set<String> GONE = Set.of("deleting", "deleted", "rejected", "failed", "expired");

    @Override
    public ResourceType<Ec2VpcEndpoint> type() {
        return ResourceTypes.EC2_VPC_ENDPOINT;
    }

    @Override
    public Set<String> operations() {
        return Set.of(OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2VpcEndpoint> sink) throws InterruptedException {
        Listed<VpcEndpoint> endpoints = NetworkLists.endpoints(scope);
        for (VpcEndpoint each : endpoints.items())
            if (scope.owns(each.ownerId()) && lives(each)) sink.accept(resource(scope, each));
        return endpoints.end();
    }

    static boolean lives(VpcEndpoint endpoint) {
        String state = endpoint.stateAsString();
        return state == null || !GONE.contains(state.toLowerCase(Locale.ROOT));
    }

    private Resource<Ec2VpcEndpoint> resource(UnitScope scope, VpcEndpoint it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "vpc-endpoint/" + it.vpcEndpointId()),
                Ec2Tags.name(it.tags(), it.vpcEndpointId()),
                Ec2Tags.of(it.tags()),
                new Ec2VpcEndpoint(it, passage(scope, it)));
    }

    private static Read<EndpointPassage> passage(UnitScope scope, VpcEndpoint endpoint) {
        String policy = endpoint.policyDocument();
        if (policy == null || policy.isBlank()) return Read.known(new EndpointPassage(List.of(), List.of()));
        try {
            return Read.known(EndpointPolicy.passage(policy, scope.account().value()));
        } catch (IllegalArgumentException noPolicy) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    OPERATION,
                    null,
                    "the policy document is not readable: " + noPolicy.getMessage()));
        }
    }
}
