package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2TransitGateway;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;

/** The transit gateways of a region that the account itself owns. */
public final class TransitGateways implements Collector<Ec2TransitGateway> {
    private static final int PAGE = 1000;

    /** AWS shows a deleted one for a while. */
    private static final Set<TransitGatewayState> GONE =
            Set.of(TransitGatewayState.DELETED, TransitGatewayState.DELETING);

    @Override
    public ResourceType<Ec2TransitGateway> type() {
        return ResourceTypes.EC2_TRANSIT_GATEWAY;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeTransitGateways");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2TransitGateway> sink) throws InterruptedException {
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeTransitGatewaysRequest.builder().maxResults(PAGE).build(),
                Ec2Client::describeTransitGatewaysPaginator,
                DescribeTransitGatewaysResponse::transitGateways,
                page -> {
                    for (TransitGateway gateway : owned(scope, page)) sink.accept(resource(scope, gateway));
                });
    }

    private static List<TransitGateway> owned(UnitScope scope, List<TransitGateway> page) {
        return page.stream()
                .filter(gateway -> scope.owns(gateway.ownerId()))
                .filter(gateway -> gateway.state() == null || !GONE.contains(gateway.state()))
                .toList();
    }

    private Resource<Ec2TransitGateway> resource(UnitScope scope, TransitGateway it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "transit-gateway/" + it.transitGatewayId()),
                Ec2Tags.name(it.tags(), it.transitGatewayId()),
                Ec2Tags.of(it.tags()),
                new Ec2TransitGateway(it));
    }
}
