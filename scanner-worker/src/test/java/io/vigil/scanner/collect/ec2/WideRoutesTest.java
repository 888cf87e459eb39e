package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.PeeringRoute;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

class WideRoutesTest {
    private static final VpcPeeringConnection PEERING = VpcPeeringConnection.builder()
            .vpcPeeringConnectionId("pcx-1")
            .requesterVpcInfo(v -> v.vpcId("vpc-ours").cidrBlock("10.1.0.0/16"))
            .accepterVpcInfo(v -> v.vpcId("vpc-theirs")
                    .cidrBlock("10.2.0.0/16")
                    .cidrBlockSet(c -> c.cidrBlock("10.2.0.0/16"), c -> c.cidrBlock("100.64.0.0/24"))
                    .ipv6CidrBlockSet(c -> c.ipv6CidrBlock("2600:1f14:1:2::/56")))
            .build();

    @Test
    void aRouteToAPartIsNarrow() {
        assertThat(into(r -> r.destinationCidrBlock("10.2.4.0/24"), r -> r.destinationCidrBlock("10.2.5.7/32")))
                .isEqualTo(Read.known(List.of()));
    }

    @Test
    void aRouteToAWholeBlockOrMoreIsWide() {
        for (String wide : List.of("10.2.0.0/16", "10.0.0.0/8", "0.0.0.0/0", "100.64.0.0/24"))
            assertThat(into(r -> r.destinationCidrBlock(wide)))
                    .isEqualTo(Read.known(List.of(new PeeringRoute("rtb-1", wide))));
        assertThat(into(r -> r.destinationIpv6CidrBlock("2600:1f14:1:2::/56")))
                .isEqualTo(Read.known(List.of(new PeeringRoute("rtb-1", "2600:1f14:1:2::/56"))));
    }

    @Test
    void halvesThatMakeAWholeAreWide() {
        assertThat(into(r -> r.destinationCidrBlock("10.2.0.0/17"), r -> r.destinationCidrBlock("10.2.128.0/17")))
                .isEqualTo(Read.known(
                        List.of(new PeeringRoute("rtb-1", "10.2.0.0/17"), new PeeringRoute("rtb-1", "10.2.128.0/17"))));
    }

    @Test
    void theOwnBlockIsNotWhatIsCompared() {
        RouteTable ofTheOther = RouteTable.builder()
                .routeTableId("rtb-2")
                .vpcId("vpc-theirs")
                .routes(r -> r.destinationCidrBlock("10.1.0.0/16").vpcPeeringConnectionId("pcx-1"))
                .build();
        assertThat(WideRoutes.into(PEERING, List.of(ofTheOther)))
                .isEqualTo(Read.known(List.of(new PeeringRoute("rtb-2", "10.1.0.0/16"))));
    }

    @Test
    void aPrefixListIsUnknownUnlessAnotherRouteIsWide() {
        assertThat(into(r -> r.destinationPrefixListId("pl-1"))).isInstanceOf(Read.Missing.class);
        assertThat(into(r -> r.destinationPrefixListId("pl-1"), r -> r.destinationCidrBlock("10.2.0.0/16")))
                .isInstanceOf(Read.Known.class);
    }

    @Test
    void aBlockThatIsNotToldIsUnknown() {
        VpcPeeringConnection untold = VpcPeeringConnection.builder()
                .vpcPeeringConnectionId("pcx-1")
                .requesterVpcInfo(v -> v.vpcId("vpc-ours"))
                .accepterVpcInfo(v -> v.vpcId("vpc-theirs"))
                .build();
        assertThat(WideRoutes.into(untold, List.of(table(r -> r.destinationCidrBlock("10.2.4.0/24")))))
                .isInstanceOf(Read.Missing.class);
    }

    @SafeVarargs
    private static Read<List<PeeringRoute>> into(Consumer<Route.Builder>... routes) {
        return WideRoutes.into(PEERING, List.of(table(routes)));
    }

    @SafeVarargs
    private static RouteTable table(Consumer<Route.Builder>... routes) {
        List<Route> all = Arrays.stream(routes)
                .map(each -> Route.builder()
                        .vpcPeeringConnectionId("pcx-1")
                        .applyMutation(each)
                        .build())
                .toList();
        return RouteTable.builder()
                .routeTableId("rtb-1")
                .vpcId("vpc-ours")
                .routes(all)
                .build();
    }
}
