package io.vigil.scanner.collect.ec2;

import io.vigil.checks.CidrRanges;
import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.SubnetRoute;
import io.vigil.checks.aws.ec2.VpcLayout;
import io.vigil.checks.aws.ec2.VpcLayout.VpcSubnet;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.ReadParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** How far the routes of subnets lead. */
final class SubnetRoutes {
    private SubnetRoutes() {}

    static Read<SubnetRoute> of(List<RouteTable> tables, Subnet subnet) {
        Optional<RouteTable> table = PublicSubnets.of(tables, subnet.vpcId(), subnet.subnetId());
        if (table.isEmpty()) return Read.missing(PublicSubnets.notShown(subnet.subnetId()));
        try {
            return Read.known(of(table.get()));
        } catch (IllegalArgumentException noRange) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED, PublicSubnets.OPERATION, null, String.valueOf(noRange.getMessage())));
        }
    }

    static Read<VpcLayout> layout(List<RouteTable> tables, String vpc, List<Subnet> all) {
        List<Read<VpcSubnet>> subnets = all.stream()
                .filter(subnet -> vpc.equals(subnet.vpcId()))
                .map(subnet -> of(tables, subnet).map(route -> subnet(subnet, route)))
                .toList();
        return ReadParts.all(subnets)
                .map(known -> new VpcLayout(
                        known.stream().map(VpcSubnet::zone).distinct().sorted().toList(), known));
    }

    private static VpcSubnet subnet(Subnet subnet, SubnetRoute route) {
        return new VpcSubnet(
                subnet.subnetId(),
                Ec2Tags.name(subnet.tags(), subnet.subnetId()),
                subnet.availabilityZone() == null ? "" : subnet.availabilityZone(),
                route);
    }

    private static SubnetRoute of(RouteTable table) {
        if (PublicSubnets.leadsOut(table)) return SubnetRoute.PUBLIC;
        List<String> others = new ArrayList<>();
        for (Route route : table.routes()) {
            if (route.state() == RouteState.BLACKHOLE || "local".equals(route.gatewayId())) continue;
            if (route.natGatewayId() != null || route.egressOnlyInternetGatewayId() != null) return SubnetRoute.PRIVATE;
            // to a gateway endpoint, by AWS's list of a service's addresses
            if (route.gatewayId() != null && route.gatewayId().startsWith("vpce-")) continue;
            if (route.destinationCidrBlock() != null) others.add(route.destinationCidrBlock());
            if (route.destinationIpv6CidrBlock() != null) others.add(route.destinationIpv6CidrBlock());
        }
        return CidrRanges.coverInternet(others) ? SubnetRoute.PRIVATE : SubnetRoute.ISOLATED;
    }
}
