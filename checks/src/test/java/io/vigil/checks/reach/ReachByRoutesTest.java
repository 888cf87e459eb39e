package io.vigil.checks.reach;

import static io.vigil.checks.reach.TestNetwork.face;
import static io.vigil.checks.reach.TestNetwork.gateway;
import static io.vigil.checks.reach.TestNetwork.instance;
import static io.vigil.checks.reach.TestNetwork.publicInstance;
import static io.vigil.checks.reach.TestNetwork.route;
import static io.vigil.checks.reach.TestNetwork.table;
import static io.vigil.checks.reach.TestNetwork.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Route;

/** Where the routes of a subnet lead, and where the answers go. */
class ReachByRoutesTest {
    private final TestNetwork net = new TestNetwork();

    @Test
    void aSubnetBehindANatGatewayIsNotReached() {
        net.routes(route("0.0.0.0/0", "nat-1"));
        assertThat(net.closedBy(publicInstance())).containsExactly("route");
        assertThat(net.direct(publicInstance()).closed().getFirst().text())
                .isEqualTo("198.51.100.10: route table rtb-1 sends 0.0.0.0/0 to nat-1");
    }

    @Test
    void anEgressOnlyGatewayLetsNobodyIn() {
        net.routes(route("::/0", "eigw-1")).group("sg-1", tcp(22, 22, "::/0"));
        assertThat(net.closedBy(instance(face("eni-1", 0, "10.0.1.5", "", "2001:db8:1::5", "sg-1"))))
                .containsExactly("route");
    }

    @Test
    void aGatewayThatIsNotAttachedToTheVpcLeadsNowhere() {
        net.gateways.clear();
        net.gateways.add(gateway("igw-1", "vpc-2"));
        assertThat(net.closedBy(publicInstance())).containsExactly("route");
    }

    @Test
    void aBlackHoleLeadsNowhere() {
        Route hole = route("0.0.0.0/0", "igw-1").toBuilder().state("blackhole").build();
        net.routes(hole);
        assertThat(net.closedBy(publicInstance())).containsExactly("route");
    }

    @Test
    void aBlackHoleTakesItsShareOfTheSources() {
        Route hole = route("0.0.0.0/1", "tgw-1").toBuilder().state("blackhole").build();
        net.routes(route("0.0.0.0/0", "igw-1"), hole).group("sg-1", tcp(22, 22, "100.0.0.0/8", "200.0.0.0/8"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 200.0.0.0/8");
    }

    @Test
    void aMoreSpecificRouteTakesItsSourcesAway() {
        net.routes(route("0.0.0.0/0", "igw-1"), route("203.0.113.0/24", "tgw-1"))
                .group("sg-1", tcp(22, 22, "203.0.113.0/24"));
        assertThat(net.open(publicInstance())).isEmpty();
    }

    @Test
    void aGatewayForSomeAddressesIsAWayInForThese() {
        net.routes(route("0.0.0.0/0", "nat-1"), route("203.0.113.0/24", "igw-1"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 203.0.113.0/24");
    }

    @Test
    void twoHalvesToTheGatewayAreADefaultRoute() {
        net.routes(route("0.0.0.0/1", "igw-1"), route("128.0.0.0/1", "igw-1"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @Test
    void aRouteOfAPrefixListLeadsItsEntries() {
        net.routes(route("pl-1", "igw-1"));
        net.prefixLists.put("pl-1", Read.known(List.of("203.0.113.0/24")));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 203.0.113.0/24");
    }

    @Test
    void aGatewayEndpointsPrefixListNeedNotBeRead() {
        net.routes(route("0.0.0.0/0", "igw-1"), route("pl-s3", "vpce-1"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
        assertThat(PrefixLists.namedIn(List.of(), net.tables)).isEmpty();
    }

    @Test
    void aSubnetWithoutATableOfItsOwnHasTheMainOne() {
        net.tables.clear();
        net.tables.add(table("rtb-other", false, List.of("subnet-2"), route("0.0.0.0/0", "nat-1")));
        net.tables.add(table("rtb-main", true, List.of(), route("0.0.0.0/0", "igw-1")));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @Test
    void aTableOfItsOwnGoesBeforeTheMainOne() {
        net.tables.clear();
        net.tables.add(table("rtb-main", true, List.of(), route("0.0.0.0/0", "igw-1")));
        net.tables.add(table("rtb-own", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1")));
        assertThat(net.closedBy(publicInstance())).containsExactly("route");
    }

    @Test
    void aSharedSubnetWhoseTableIsNotShownIsUnknown() {
        net.tables.clear();
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isInstanceOf(Read.Missing.class);
    }

    @Test
    void aFirewallInTheWayMakesItUnknownWhatItLetsThrough() {
        net.routes(route("0.0.0.0/0", "vpce-firewall"));
        net.tables.add(table("rtb-edge", false, List.of(), route("10.0.1.0/24", "vpce-firewall")).toBuilder()
                .associations(a -> a.gatewayId("igw-1").main(false))
                .build());
        assertThat(new ReachDirectly(net.network()).of(publicInstance()))
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().detail()).contains("vpce-firewall"));

        // what the group closes is closed whatever the firewall does
        net.group("sg-1");
        assertThat(net.closedBy(publicInstance())).containsExactly("security-group");
    }

    // network ACLs
}
