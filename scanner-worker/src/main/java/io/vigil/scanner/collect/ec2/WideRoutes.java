package io.vigil.scanner.collect.ec2;

import io.vigil.checks.CidrRanges;
import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.PeeringRoute;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.Ipv6CidrBlock;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/**
 * Routes into a peered VPC that take in a whole address block of it, or the internet: alone, or several of one table
 * together.
 */
final class WideRoutes {
    private WideRoutes() {}

    /** Missing when none is seen to be wide and some route's destination, or the other VPC's blocks, are not told. */
    static Read<List<PeeringRoute>> into(VpcPeeringConnection peering, List<RouteTable> tables) {
        try {
            return told(peering, tables);
        } catch (IllegalArgumentException noRange) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED, PublicSubnets.OPERATION, null, String.valueOf(noRange.getMessage())));
        }
    }

    private static Read<List<PeeringRoute>> told(VpcPeeringConnection peering, List<RouteTable> tables) {
        List<PeeringRoute> wide = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        for (RouteTable table : tables) {
            List<Route> routes = table.routes().stream()
                    .filter(route -> peering.vpcPeeringConnectionId().equals(route.vpcPeeringConnectionId()))
                    .toList();
            if (routes.isEmpty()) continue;
            List<String> blocks = blocks(other(peering, table));
            wide.addAll(wide(table, routes, blocks));
            if (blocks.isEmpty()) untold.add("the address blocks of the other VPC");
            for (Route route : routes)
                if (route.destinationPrefixListId() != null)
                    untold.add("the entries of prefix list " + route.destinationPrefixListId());
        }
        if (wide.isEmpty() && !untold.isEmpty())
            return Read.missing(new Unread(
                    UnreadReason.NOT_SUPPORTED,
                    "ec2:DescribeVpcPeeringConnections",
                    null,
                    "not read: " + String.join(", ", untold)));
        return Read.known(List.copyOf(wide));
    }

    private static List<PeeringRoute> wide(RouteTable table, List<Route> routes, List<String> blocks) {
        List<String> destinations = routes.stream()
                .flatMap(route -> Stream.of(route.destinationCidrBlock(), route.destinationIpv6CidrBlock()))
                .filter(Objects::nonNull)
                .toList();
        List<String> alone = destinations.stream()
                .filter(each -> CidrRanges.coverInternet(List.of(each))
                        || blocks.stream().anyMatch(block -> CidrRanges.hold(List.of(each), block)))
                .toList();
        boolean together = alone.isEmpty()
                && (CidrRanges.coverInternet(destinations)
                        || blocks.stream().anyMatch(block -> CidrRanges.hold(destinations, block)));
        return (together ? destinations : alone)
                .stream()
                        .map(each -> new PeeringRoute(table.routeTableId(), each))
                        .toList();
    }

    private static @Nullable VpcPeeringConnectionVpcInfo other(VpcPeeringConnection peering, RouteTable table) {
        VpcPeeringConnectionVpcInfo requester = peering.requesterVpcInfo();
        boolean ours = requester != null && Objects.equals(requester.vpcId(), table.vpcId());
        return ours ? peering.accepterVpcInfo() : requester;
    }

    private static List<String> blocks(@Nullable VpcPeeringConnectionVpcInfo vpc) {
        if (vpc == null) return List.of();
        List<String> six = vpc.ipv6CidrBlockSet().stream()
                .map(Ipv6CidrBlock::ipv6CidrBlock)
                .filter(Objects::nonNull)
                .toList();
        List<String> four = vpc.cidrBlockSet().stream()
                .map(CidrBlock::cidrBlock)
                .filter(Objects::nonNull)
                .toList();
        if (four.isEmpty() && vpc.cidrBlock() != null) four = List.of(vpc.cidrBlock());
        return Stream.concat(four.stream(), six.stream()).toList();
    }
}
