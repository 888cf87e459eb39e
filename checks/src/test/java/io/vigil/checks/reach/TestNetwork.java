package io.vigil.checks.reach;

import io.vigil.checks.Read;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/**
 * A region in which everything is open: {@code vpc-1} with {@code igw-1}, two subnets with a default route to it, one network
 * ACL that allows all, and {@code sg-1} that lets everyone reach TCP 22. A test closes what it is about.
 */
final class TestNetwork {
    static final String PUBLIC = "198.51.100.10";

    final List<RouteTable> tables = new ArrayList<>();
    final List<InternetGateway> gateways = new ArrayList<>();
    final List<NetworkAcl> acls = new ArrayList<>();
    final Map<String, SecurityGroup> groups = new HashMap<>();
    final Map<String, Read<List<String>>> prefixLists = new HashMap<>();
    Read<PublicAccessBlock> block = Read.known(block("off"));

    TestNetwork() {
        routes(route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1"));
        gateways.add(gateway("igw-1", "vpc-1"));
        acl(
                allow(100, false, "-1", "0.0.0.0/0"),
                allow(100, true, "-1", "0.0.0.0/0"),
                allow(101, false, "-1", "::/0"),
                allow(101, true, "-1", "::/0"));
        group("sg-1", tcp(22, 22, "0.0.0.0/0"));
    }

    Network network() {
        return new Network(
                block,
                Read.known(List.copyOf(tables)),
                Read.known(List.copyOf(gateways)),
                Read.known(List.copyOf(acls)),
                Read.known(List.copyOf(groups.values())),
                new PrefixLists(prefixLists),
                Read.known(List.of(subnet("subnet-1", "10.0.1.0/24"), subnet("subnet-2", "10.0.2.0/24"))));
    }

    Reach direct(Instance instance) {
        return known(new ReachDirectly(network()).of(instance));
    }

    /** What is open, each as its protocol and ports and sources: {@code tcp 22 from 0.0.0.0/0}. */
    List<String> open(Instance instance) {
        return said(direct(instance));
    }

    /** Where the ways end. */
    List<String> closedBy(Instance instance) {
        Reach reach = direct(instance);
        return reach.closed().stream().map(ClosedPath::hop).toList();
    }

    static List<String> said(Reach reach) {
        return reach.open().stream()
                .map(path -> "%s %s from %s"
                        .formatted(
                                path.protocol(),
                                path.fromPort() == path.toPort()
                                        ? String.valueOf(path.fromPort())
                                        : path.fromPort() + "-" + path.toPort(),
                                String.join(" ", path.sources())))
                .toList();
    }

    static Reach known(Read<Reach> read) {
        if (read instanceof Read.Known<Reach>(Reach reach)) return reach;
        throw new AssertionError(read);
    }

    // the parts

    TestNetwork routes(Route... more) {
        tables.clear();
        tables.add(table("rtb-1", true, List.of("subnet-1", "subnet-2"), more));
        return this;
    }

    TestNetwork acl(NetworkAclEntry... entries) {
        acls.clear();
        acls.add(acl("acl-1", List.of("subnet-1", "subnet-2"), entries));
        return this;
    }

    TestNetwork group(String id, IpPermission... rules) {
        groups.put(
                id,
                SecurityGroup.builder()
                        .groupId(id)
                        .ipPermissions(rules)
                        .ipPermissionsEgress(tcp(0, 65_535, "0.0.0.0/0"))
                        .build());
        return this;
    }

    static RouteTable table(String id, boolean main, List<String> subnets, Route... more) {
        return RouteTable.builder()
                .routeTableId(id)
                .vpcId("vpc-1")
                .associations(Stream.concat(
                                Stream.of(main).filter(it -> it).map(it -> association(a -> a.main(true))),
                                subnets.stream()
                                        .map(subnet ->
                                                association(a -> a.main(false).subnetId(subnet))))
                        .toList())
                .routes(Stream.concat(
                                Stream.of(route("10.0.0.0/16", "local"), route("2001:db8:1::/56", "local")),
                                Arrays.stream(more))
                        .toList())
                .build();
    }

    private static RouteTableAssociation association(Consumer<RouteTableAssociation.Builder> how) {
        var builder = RouteTableAssociation.builder();
        how.accept(builder);
        return builder.build();
    }

    static Route route(String destination, String target) {
        Route.Builder route = Route.builder().state("active");
        if (destination.startsWith("pl-")) route.destinationPrefixListId(destination);
        else if (destination.contains(":")) route.destinationIpv6CidrBlock(destination);
        else route.destinationCidrBlock(destination);
        if (target.startsWith("nat-")) route.natGatewayId(target);
        else if (target.startsWith("eigw-")) route.egressOnlyInternetGatewayId(target);
        else if (target.startsWith("tgw-")) route.transitGatewayId(target);
        else if (target.startsWith("eni-")) route.networkInterfaceId(target);
        else route.gatewayId(target);
        return route.build();
    }

    static InternetGateway gateway(String id, String vpc) {
        return InternetGateway.builder()
                .internetGatewayId(id)
                .attachments(a -> a.vpcId(vpc).state("available"))
                .build();
    }

    static NetworkAcl acl(String id, List<String> subnets, NetworkAclEntry... entries) {
        return NetworkAcl.builder()
                .networkAclId(id)
                .associations(subnets.stream()
                        .map(subnet ->
                                NetworkAclAssociation.builder().subnetId(subnet).build())
                        .toList())
                .entries(entries)
                .build();
    }

    static NetworkAclEntry allow(int number, boolean egress, String protocol, String block, int... ports) {
        return entry("allow", number, egress, protocol, block, ports);
    }

    static NetworkAclEntry deny(int number, boolean egress, String protocol, String block, int... ports) {
        return entry("deny", number, egress, protocol, block, ports);
    }

    private static NetworkAclEntry entry(
            String action, int number, boolean egress, String protocol, String block, int... ports) {
        NetworkAclEntry.Builder entry = NetworkAclEntry.builder()
                .ruleAction(action)
                .ruleNumber(number)
                .egress(egress)
                .protocol(protocol);
        if (block.contains(":")) entry.ipv6CidrBlock(block);
        else entry.cidrBlock(block);
        if (ports.length == 2 && protocol.equals("1"))
            entry.icmpTypeCode(i -> i.type(ports[0]).code(ports[1]));
        else if (ports.length == 2) entry.portRange(r -> r.from(ports[0]).to(ports[1]));
        return entry.build();
    }

    static IpPermission tcp(int from, int to, String... sources) {
        return rule("tcp", from, to, sources);
    }

    /** @param sources CIDR blocks, ids of groups or of prefix lists */
    static IpPermission rule(String protocol, Integer from, Integer to, String... sources) {
        Map<String, List<String>> byKind = Arrays.stream(sources).collect(Collectors.groupingBy(TestNetwork::kind));
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(byKind.getOrDefault("4", List.of()).stream()
                        .map(block -> IpRange.builder().cidrIp(block).build())
                        .toList())
                .ipv6Ranges(byKind.getOrDefault("6", List.of()).stream()
                        .map(block -> Ipv6Range.builder().cidrIpv6(block).build())
                        .toList())
                .userIdGroupPairs(byKind.getOrDefault("sg", List.of()).stream()
                        .map(id -> UserIdGroupPair.builder().groupId(id).build())
                        .toList())
                .prefixListIds(byKind.getOrDefault("pl", List.of()).stream()
                        .map(id -> PrefixListId.builder().prefixListId(id).build())
                        .toList())
                .build();
    }

    private static String kind(String source) {
        if (source.startsWith("sg-")) return "sg";
        if (source.startsWith("pl-")) return "pl";
        return source.contains(":") ? "6" : "4";
    }

    static PublicAccessBlock block(String mode, VpcBlockPublicAccessExclusion... exclusions) {
        return new PublicAccessBlock(
                VpcBlockPublicAccessOptions.builder()
                        .internetGatewayBlockMode(mode)
                        .build(),
                Read.known(List.of(exclusions)));
    }

    private static Subnet subnet(String id, String block) {
        return Subnet.builder().subnetId(id).vpcId("vpc-1").cidrBlock(block).build();
    }

    static Instance instance(InstanceNetworkInterface... interfaces) {
        return Instance.builder()
                .instanceId("i-1")
                .networkInterfaces(interfaces)
                .build();
    }

    /** With a public IPv4 address. */
    static Instance publicInstance(String... groups) {
        return instance(face("eni-1", 0, "10.0.1.5", PUBLIC, "", groups.length == 0 ? new String[] {"sg-1"} : groups));
    }

    static InstanceNetworkInterface face(
            String id, int index, String inside, String publicIp, String ipv6, String... groups) {
        InstanceNetworkInterface.Builder face = InstanceNetworkInterface.builder()
                .networkInterfaceId(id)
                .vpcId("vpc-1")
                .subnetId("subnet-1")
                .privateIpAddress(inside)
                .attachment(a -> a.deviceIndex(index))
                .groups(Arrays.stream(groups)
                        .map(group -> GroupIdentifier.builder().groupId(group).build())
                        .toList());
        if (!publicIp.isEmpty()) face.association(a -> a.publicIp(publicIp));
        if (!ipv6.isEmpty())
            face.ipv6Addresses(InstanceIpv6Address.builder().ipv6Address(ipv6).build());
        return face.build();
    }
}
