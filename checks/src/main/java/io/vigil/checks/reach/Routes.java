package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** Where the route tables of a region lead. */
final class Routes {
    private static final String OPERATION = "ec2:DescribeRouteTables";

    private final List<RouteTable> tables;
    private final List<InternetGateway> gateways;
    private final PrefixLists prefixLists;

    Routes(List<RouteTable> tables, List<InternetGateway> gateways, PrefixLists prefixLists) {
        this.tables = tables;
        this.gateways = gateways;
        this.prefixLists = prefixLists;
    }

    private record Hop(AddressSet destination, Route route, boolean listed) {}

    /**
     * The addresses whose packets come in and whose answers leave by the internet gateway of the VPC: those for which the
     * subnet's most specific route leads there. Missing when the subnet's table is not shown: in a shared VPC it is the
     * owner's.
     */
    Read<AddressSet> byInternetGateway(Place place, IpVersion version) {
        Optional<RouteTable> table = of(place);
        if (table.isEmpty())
            return Read.missing(new Unread(
                    UnreadReason.NOT_SUPPORTED,
                    OPERATION,
                    null,
                    "no route table of %s is shown; its VPC may be another account's".formatted(place.subnet())));
        Set<String> out = attached(place.vpc());
        inspectedBy(place, version).ifPresent(out::add);
        return hops(table.get(), version).map(hops -> {
            AddressSet reached = AddressSet.none(version);
            AddressSet decided = AddressSet.none(version);
            for (Hop hop : hops) {
                AddressSet fresh = hop.destination.minus(decided);
                decided = decided.or(hop.destination);
                boolean active = hop.route.state() != RouteState.BLACKHOLE;
                if (active && out.contains(target(hop.route))) reached = reached.or(fresh);
            }
            return reached;
        });
    }

    /** Where the internet gateway hands packets for the place to instead: a firewall's endpoint or interface. */
    Optional<String> inspectedBy(Place place, IpVersion version) {
        Set<String> attached = attached(place.vpc());
        return tables.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(a -> a.gatewayId() != null && attached.contains(a.gatewayId())))
                .flatMap(table -> table.routes().stream())
                .filter(route -> route.state() != RouteState.BLACKHOLE)
                .filter(route -> !AddressSet.of(version, blocks(route))
                        .and(place.inside(version))
                        .isEmpty())
                .map(Routes::target)
                .filter(target -> !target.equals("local"))
                .findFirst();
    }

    private static List<String> blocks(Route route) {
        return Stream.of(route.destinationCidrBlock(), route.destinationIpv6CidrBlock())
                .filter(block -> block != null)
                .toList();
    }

    /** For what a person reads: the table and where its default route leads. */
    String told(Place place, IpVersion version) {
        return of(place)
                .map(table -> table.routes().stream()
                        .filter(route -> version.everyone.equals(
                                version == IpVersion.V4
                                        ? route.destinationCidrBlock()
                                        : route.destinationIpv6CidrBlock()))
                        .findFirst()
                        .map(route -> "route table %s sends %s to %s%s"
                                .formatted(
                                        table.routeTableId(),
                                        version.everyone,
                                        target(route),
                                        route.state() == RouteState.BLACKHOLE ? ", which is a black hole" : ""))
                        .orElse("route table %s has no default route for %s"
                                .formatted(table.routeTableId(), version == IpVersion.V4 ? "IPv4" : "IPv6")))
                .orElse("no route table");
    }

    /** A subnet that is associated with none has its VPC's main one. */
    private Optional<RouteTable> of(Place place) {
        return tables.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(a -> counts(a) && place.subnet().equals(a.subnetId())))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> place.vpc().equals(table.vpcId()))
                        .filter(table -> table.associations().stream().anyMatch(a -> Boolean.TRUE.equals(a.main())))
                        .findFirst());
    }

    private static boolean counts(RouteTableAssociation association) {
        return association.associationState() == null
                || !Set.of(RouteTableAssociationStateCode.DISASSOCIATED, RouteTableAssociationStateCode.FAILED)
                        .contains(association.associationState().state());
    }

    private Set<String> attached(String vpc) {
        return gateways.stream()
                .filter(gateway -> gateway.attachments().stream()
                        .anyMatch(attachment -> vpc.equals(attachment.vpcId())
                                && !Set.of("detached", "detaching")
                                        .contains(String.valueOf(attachment.stateAsString()))))
                .map(InternetGateway::internetGatewayId)
                .collect(Collectors.toSet());
    }

    /** The most specific first; of equally specific ones a route of its own before one of a prefix list. */
    private Read<List<Hop>> hops(RouteTable table, IpVersion version) {
        List<Hop> hops = new ArrayList<>();
        for (Route route : table.routes()) {
            if (PrefixLists.counts(route)) {
                switch (prefixLists.of(route.destinationPrefixListId())) {
                    case Read.Missing<List<String>>(Unread why) -> {
                        return Read.missing(why);
                    }
                    case Read.Known<List<String>>(List<String> blocks) ->
                        blocks.forEach(block -> add(hops, version, block, route, /* listed */ true));
                }
            }
            add(hops, version, route.destinationCidrBlock(), route, /* listed */ false);
            add(hops, version, route.destinationIpv6CidrBlock(), route, /* listed */ false);
        }
        hops.sort(Comparator.comparing((Hop hop) -> hop.destination.size()).thenComparing(Hop::listed));
        return Read.known(hops);
    }

    private static void add(List<Hop> hops, IpVersion version, @Nullable String block, Route route, boolean listed) {
        AddressSet destination = AddressSet.of(version, Stream.ofNullable(block).toList());
        if (!destination.isEmpty()) hops.add(new Hop(destination, route, listed));
    }

    private static String target(Route route) {
        return Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.egressOnlyInternetGatewayId(),
                        route.networkInterfaceId(),
                        route.instanceId(),
                        route.transitGatewayId(),
                        route.vpcPeeringConnectionId(),
                        route.carrierGatewayId(),
                        route.localGatewayId(),
                        route.coreNetworkArn(),
                        route.odbNetworkArn())
                .filter(each -> each != null && !each.isEmpty())
                .findFirst()
                .orElse("nothing");
    }
}
