package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Which subnets lead to the internet, by the route tables of a region; these are read once a unit, when first asked for. */
public final class PublicSubnets {
    public static final String OPERATION = "ec2:DescribeRouteTables";

    private PublicSubnets() {}

    /**
     * Those of a VPC's subnets that have a route to an internet gateway. Missing when a subnet's route table is not to be
     * seen: in a shared VPC it is the owner's.
     */
    public static Read<List<String>> among(UnitScope scope, String vpc, List<String> subnets)
            throws InterruptedException {
        return NetworkLists.routeTables(scope).whole().flatMap(tables -> among(tables, vpc, subnets));
    }

    static Read<List<String>> among(List<RouteTable> tables, String vpc, List<String> subnets) {
        List<String> open = new ArrayList<>();
        for (String subnet : subnets) {
            Optional<RouteTable> table = of(tables, vpc, subnet);
            if (table.isEmpty()) return Read.missing(notShown(subnet));
            if (leadsOut(table.get())) open.add(subnet);
        }
        return Read.known(List.copyOf(open));
    }

    static Unread notShown(String subnet) {
        return new Unread(
                UnreadReason.NOT_SUPPORTED,
                OPERATION,
                null,
                "no route table of %s is shown; its VPC may be another account's".formatted(subnet));
    }

    /** A subnet that is associated with none has its VPC's main one. */
    static Optional<RouteTable> of(List<RouteTable> tables, String vpc, String subnet) {
        return tables.stream()
                .filter(table -> table.associations().stream().anyMatch(a -> subnet.equals(a.subnetId())))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> vpc.equals(table.vpcId()))
                        .filter(table -> table.associations().stream().anyMatch(a -> Boolean.TRUE.equals(a.main())))
                        .findFirst());
    }

    /** A route whose gateway is gone leads nowhere. */
    static boolean leadsOut(RouteTable table) {
        return table.routes().stream()
                .filter(route -> route.state() != RouteState.BLACKHOLE)
                .anyMatch(
                        route -> route.gatewayId() != null && route.gatewayId().startsWith("igw-"));
    }
}
