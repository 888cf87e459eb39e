package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2VpnConnection;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** The site-to-site VPN connections of a region; AWS gives them in one page, and with the tunnels' keys, which are not kept. */
public final class VpnConnections implements Collector<Ec2VpnConnection> {

    @Override
    public ResourceType<Ec2VpnConnection> type() {
        return ResourceTypes.EC2_VPN_CONNECTION;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeVpnConnections");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2VpnConnection> sink) throws InterruptedException {
        Read<DescribeVpnConnectionsResponse> page = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpnConnectionsRequest.builder().build(),
                        Ec2Client::describeVpnConnections);
        switch (page) {
            case Read.Missing<DescribeVpnConnectionsResponse>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<DescribeVpnConnectionsResponse>(DescribeVpnConnectionsResponse known) -> {
                for (VpnConnection each : known.vpnConnections())
                    if (each.state() != VpnState.DELETED) sink.accept(resource(scope, each));
                return ListEnd.REACHED;
            }
        }
    }

    private Resource<Ec2VpnConnection> resource(UnitScope scope, VpnConnection it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "vpn-connection/" + it.vpnConnectionId()),
                Ec2Tags.name(it.tags(), it.vpnConnectionId()),
                Ec2Tags.of(it.tags()),
                new Ec2VpnConnection(
                        it.vpnConnectionId(), it.stateAsString() == null ? "" : it.stateAsString(), it.vgwTelemetry()));
    }
}
