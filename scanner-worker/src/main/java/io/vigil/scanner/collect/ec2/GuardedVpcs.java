package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.networkfirewall.Firewalls;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.networkfirewall.model.Firewall;

/** Which VPCs of a region a network firewall stands in. */
record GuardedVpcs(Read<List<Firewall>> firewalls, Read<List<VpcEndpoint>> endpoints, Read<List<RouteTable>> tables) {

    static final Set<String> OPERATIONS = Stream.concat(Firewalls.LISTING.stream(), Stream.of(VpcEndpoints.OPERATION))
            .collect(Collectors.toUnmodifiableSet());

    /** Network Firewall puts it on the endpoints that it makes, in other accounts' VPCs too. */
    private static final String MANAGED = "AWSNetworkFirewallManaged";

    static GuardedVpcs read(UnitScope scope, Read<List<RouteTable>> tables) throws InterruptedException {
        return new GuardedVpcs(
                Firewalls.standing(scope)
                        .map(all -> all.stream().map(each -> each.firewall()).toList()),
                NetworkLists.endpoints(scope).whole(),
                tables);
    }

    /** A firewall on a transit gateway guards the VPCs that have a route to it; without the routes, only itself counts. */
    Read<List<String>> firewallsOf(String vpc) {
        return firewalls.map(all -> all.stream()
                .filter(firewall -> vpc.equals(firewall.vpcId())
                        || firewall.transitGatewayId() != null && routesTo(vpc, firewall.transitGatewayId()))
                .map(Firewall::firewallName)
                .toList());
    }

    private boolean routesTo(String vpc, String transitGateway) {
        return tables instanceof Read.Known<List<RouteTable>>(List<RouteTable> known)
                && known.stream()
                        .filter(table -> vpc.equals(table.vpcId()))
                        .flatMap(table -> table.routes().stream())
                        .anyMatch(route -> transitGateway.equals(route.transitGatewayId()));
    }

    Read<List<String>> endpointsIn(String vpc) {
        return endpoints.map(all -> all.stream()
                .filter(endpoint -> vpc.equals(endpoint.vpcId()) && VpcEndpoints.lives(endpoint))
                .filter(endpoint -> endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY_LOAD_BALANCER)
                .filter(endpoint -> "true".equals(Ec2Tags.of(endpoint.tags()).get(MANAGED)))
                .map(VpcEndpoint::vpcEndpointId)
                .toList());
    }
}
