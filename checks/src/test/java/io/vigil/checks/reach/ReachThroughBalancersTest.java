package io.vigil.checks.reach;

import static io.vigil.checks.reach.TestNetwork.acl;
import static io.vigil.checks.reach.TestNetwork.allow;
import static io.vigil.checks.reach.TestNetwork.block;
import static io.vigil.checks.reach.TestNetwork.deny;
import static io.vigil.checks.reach.TestNetwork.face;
import static io.vigil.checks.reach.TestNetwork.instance;
import static io.vigil.checks.reach.TestNetwork.route;
import static io.vigil.checks.reach.TestNetwork.rule;
import static io.vigil.checks.reach.TestNetwork.table;
import static io.vigil.checks.reach.TestNetwork.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Balancer.Entrance;
import io.vigil.checks.reach.Balancer.Target;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The balancer stands in subnet-2, the instance, without a public address, in subnet-1, which has no way out. */
class ReachThroughBalancersTest {
    private static final Instance PRIVATE = instance(face("eni-1", 0, "10.0.1.5", "", "", "sg-app"));

    private final TestNetwork net = new TestNetwork();

    @BeforeEach
    void putTheInstanceIntoAPrivateSubnet() {
        net.tables.clear();
        net.tables.add(table("rtb-private", true, List.of("subnet-1")));
        net.tables.add(
                table("rtb-public", false, List.of("subnet-2"), route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1")));
        net.group("sg-balancer", tcp(443, 443, "0.0.0.0/0"));
        net.group("sg-app", tcp(8080, 8080, "sg-balancer"));
    }

    private static Target target(String id) {
        return new Target(id, 8080, IpVersion.V4, /* keepsClient */ false, /* idle */ false);
    }

    private static Balancer application(Target target, IpVersion... versions) {
        return balancer("application", List.of("sg-balancer"), target, versions);
    }

    private static Balancer balancer(String kind, List<String> groups, Target target, IpVersion... versions) {
        return new Balancer(
                kind,
                "shop",
                "shop.example.com",
                "vpc-1",
                List.of("subnet-2"),
                groups,
                versions.length == 0 ? EnumSet.of(IpVersion.V4) : Set.of(versions),
                List.of(new Entrance(443, Set.of("tcp"), List.of(target))),
                Optional.empty());
    }

    private Reach reach(Balancer... balancers) {
        return TestNetwork.known(new ReachThroughBalancers(net.network(), Read.known(List.of(balancers))).of(PRIVATE));
    }

    private List<String> open(Balancer... balancers) {
        return TestNetwork.said(reach(balancers));
    }

    private List<String> closedBy(Balancer... balancers) {
        Reach reach = reach(balancers);
        assertThat(reach.open()).isEmpty();
        return reach.closed().stream().map(ClosedPath::hop).toList();
    }

    @Test
    void aPrivateInstanceIsReachedThroughItsBalancer() {
        // When
        Reach reach = reach(application(target("i-1")));

        // Then
        assertThat(net.direct(PRIVATE).open()).isEmpty();
        assertThat(reach.open()).singleElement().satisfies(path -> {
            assertThat(path.via()).isEqualTo("application");
            assertThat(path.through()).isEqualTo("shop");
            assertThat(path.entryPort()).isEqualTo(443);
            assertThat(path.fromPort()).isEqualTo(8080);
            assertThat(path.anyone()).isTrue();
            assertThat(path.text()).isEqualTo("tcp 443 to 8080 through application load balancer shop from 0.0.0.0/0");
        });
    }

    @Test
    void aTargetByItsAddressIsTheInstanceToo() {
        assertThat(open(application(target("10.0.1.5")))).containsExactly("tcp 8080 from 0.0.0.0/0");
        assertThat(open(application(target("10.0.1.6")))).isEmpty();
        assertThat(reach(application(target("i-2"))).closed()).isEmpty();
    }

    @Test
    void theBalancersGroupDecidesWhoGetsIn() {
        net.group("sg-balancer", tcp(443, 443, "203.0.113.0/24"));
        assertThat(open(application(target("i-1")))).containsExactly("tcp 8080 from 203.0.113.0/24");

        net.group("sg-balancer", tcp(80, 80, "0.0.0.0/0"));
        assertThat(closedBy(application(target("i-1")))).containsExactly("balancer-security-group");
    }

    @Test
    void theTargetsGroupMayNameTheBalancersSubnet() {
        net.group("sg-app", tcp(8080, 8080, "10.0.2.0/24"));
        assertThat(open(application(target("i-1")))).containsExactly("tcp 8080 from 0.0.0.0/0");

        net.group("sg-app", tcp(8080, 8080, "10.0.3.0/24", "203.0.113.0/24"));
        assertThat(closedBy(application(target("i-1")))).containsExactly("target-security-group");
    }

    @Test
    void theBalancersGroupMustLetItOut() {
        net.groups.put(
                "sg-balancer",
                net.groups.get("sg-balancer").toBuilder()
                        .ipPermissionsEgress(tcp(9090, 9090, "0.0.0.0/0"))
                        .build());
        assertThat(closedBy(application(target("i-1")))).containsExactly("balancer-egress");

        net.groups.put(
                "sg-balancer",
                net.groups.get("sg-balancer").toBuilder()
                        .ipPermissionsEgress(tcp(8080, 8080, "sg-app"))
                        .build());
        assertThat(open(application(target("i-1")))).containsExactly("tcp 8080 from 0.0.0.0/0");
    }

    @Test
    void aBalancerInASubnetWithoutAWayInIsNotReached() {
        net.tables.set(1, table("rtb-public", false, List.of("subnet-2"), route("0.0.0.0/0", "nat-1")));
        assertThat(closedBy(application(target("i-1")))).containsExactly("balancer-route");
    }

    @Test
    void blockPublicAccessStopsBalancersToo() {
        net.block = Read.known(block("block-ingress"));
        assertThat(closedBy(application(target("i-1")))).containsExactly("balancer-block-public-access");
    }

    @Test
    void theAclOfTheBalancersSubnetCounts() {
        net.acls.clear();
        net.acls.add(acl(
                "acl-1", List.of("subnet-1"), allow(1, false, "-1", "0.0.0.0/0"), allow(1, true, "-1", "0.0.0.0/0")));
        net.acls.add(acl(
                "acl-2",
                List.of("subnet-2"),
                deny(1, false, "6", "0.0.0.0/0", 443, 443),
                allow(2, false, "-1", "0.0.0.0/0"),
                allow(2, true, "-1", "0.0.0.0/0")));
        assertThat(closedBy(application(target("i-1")))).containsExactly("balancer-network-acl");
    }

    @Test
    void theAclOfTheTargetsSubnetCountsForWhatTheBalancerSends() {
        net.acls.clear();
        net.acls.add(acl(
                "acl-2", List.of("subnet-2"), allow(1, false, "-1", "0.0.0.0/0"), allow(1, true, "-1", "0.0.0.0/0")));
        net.acls.add(acl(
                "acl-1",
                List.of("subnet-1"),
                allow(1, false, "6", "10.0.2.0/24", 8080, 8080),
                allow(1, true, "6", "10.0.2.0/24", 1024, 65_535)));
        assertThat(open(application(target("i-1")))).containsExactly("tcp 8080 from 0.0.0.0/0");

        net.acls.removeLast();
        net.acls.add(acl("acl-1", List.of("subnet-1"), allow(1, false, "6", "10.0.2.0/24", 9090, 9090)));
        assertThat(closedBy(application(target("i-1")))).containsExactly("target-network-acl");
    }

    @Test
    void aTargetThatTheBalancerSendsNothingToIsNotReached() {
        Target idle = new Target("i-1", 8080, IpVersion.V4, /* keepsClient */ false, /* idle */ true);
        assertThat(closedBy(application(idle))).containsExactly("target-state");
    }

    @Test
    void aBalancerOfBothVersionsLetsBothIn() {
        net.group("sg-balancer", tcp(443, 443, "::/0"));
        assertThat(open(application(target("i-1"), IpVersion.V4, IpVersion.V6))).containsExactly("tcp 8080 from ::/0");
    }

    @Test
    void aNetworkBalancerThatKeepsTheClientNeedsAGroupThatLetsClientsIn() {
        Target kept = new Target("i-1", 8080, IpVersion.V4, /* keepsClient */ true, /* idle */ false);
        Balancer network = balancer("network", List.of(), kept);
        net.group("sg-app", tcp(8080, 8080, "10.0.0.0/8"));
        assertThat(closedBy(network)).containsExactly("target-security-group");

        net.group("sg-app", tcp(8080, 8080, "203.0.113.0/24"));
        assertThat(open(network)).containsExactly("tcp 8080 from 203.0.113.0/24");
    }

    @Test
    void aNetworkBalancerWithAGroupLetsItsClientsInByThatGroup() {
        Target kept = new Target("i-1", 8080, IpVersion.V4, /* keepsClient */ true, /* idle */ false);
        net.group("sg-balancer", tcp(443, 443, "203.0.113.0/24"));
        assertThat(open(balancer("network", List.of("sg-balancer"), kept)))
                .containsExactly("tcp 8080 from 203.0.113.0/24");
    }

    @Test
    void aNetworkBalancerThatSpeaksForItselfNeedsAGroupThatLetsItIn() {
        net.group("sg-app", tcp(8080, 8080, "10.0.0.0/8"));
        assertThat(open(balancer("network", List.of(), target("i-1")))).containsExactly("tcp 8080 from 0.0.0.0/0");
    }

    @Test
    void aBalancerBehindABalancerSpeaksToTheTargets() {
        net.group("sg-inner", tcp(443, 443, "0.0.0.0/0"));
        net.group("sg-app", tcp(8080, 8080, "sg-inner"));
        Balancer front = balancer("network", List.of(), target("i-1"));
        Balancer both = new Balancer(
                "network",
                "shop",
                "shop.example.com",
                "vpc-1",
                front.subnets(),
                List.of(),
                front.versions(),
                front.entrances(),
                Optional.of(new Balancer.Onward(List.of("subnet-1"), List.of("sg-inner"))));

        assertThat(closedBy(front)).containsExactly("target-security-group");
        assertThat(open(both)).containsExactly("tcp 8080 from 0.0.0.0/0");
    }

    @Test
    void udpNeedsRulesOfUdp() {
        Balancer dns = new Balancer(
                "network",
                "dns",
                "dns.example.com",
                "vpc-1",
                List.of("subnet-2"),
                List.of(),
                EnumSet.of(IpVersion.V4),
                List.of(new Entrance(53, Set.of("udp"), List.of(target("i-1")))),
                Optional.empty());
        net.group("sg-app", tcp(8080, 8080, "10.0.0.0/8"));
        assertThat(closedBy(dns)).containsExactly("target-security-group");

        net.group("sg-app", rule("udp", 8080, 8080, "10.0.0.0/8"));
        assertThat(open(dns)).containsExactly("udp 8080 from 0.0.0.0/0");
    }

    @Test
    void balancersThatNobodyCouldReadMakeItUnknown() {
        Read<List<Balancer>> denied = Read.missing(new Unread(
                UnreadReason.ACCESS_DENIED,
                "elasticloadbalancing:DescribeTargetHealth",
                "elasticloadbalancing:DescribeTargetHealth",
                "not allowed"));
        assertThat(new ReachThroughBalancers(net.network(), denied).of(PRIVATE)).isInstanceOf(Read.Missing.class);
    }
}
