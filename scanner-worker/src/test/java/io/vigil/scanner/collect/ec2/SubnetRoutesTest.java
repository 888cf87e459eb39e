package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.SubnetRoute;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

class SubnetRoutesTest {
    private static final Subnet SUBNET =
            Subnet.builder().subnetId("subnet-1").vpcId("vpc-1").build();

    @Test
    void anInternetGatewayMakesASubnetPublicInEitherFamilyAndForAnyRange() {
        assertThat(of(r -> r.destinationIpv6CidrBlock("::/0").gatewayId("igw-1")))
                .isEqualTo(known(SubnetRoute.PUBLIC));
        assertThat(of(r -> r.destinationCidrBlock("203.0.113.0/24").gatewayId("igw-1")))
                .isEqualTo(known(SubnetRoute.PUBLIC));
    }

    @Test
    void aGatewayThatIsGoneLeadsNowhere() {
        assertThat(of(r ->
                        r.destinationCidrBlock("0.0.0.0/0").gatewayId("igw-1").state(RouteState.BLACKHOLE)))
                .isEqualTo(known(SubnetRoute.ISOLATED));
    }

    @Test
    void natEgressOnlyAndTransitGatewaysLeadOutOnly() {
        assertThat(of(r -> r.destinationCidrBlock("0.0.0.0/0").natGatewayId("nat-1")))
                .isEqualTo(known(SubnetRoute.PRIVATE));
        assertThat(of(r -> r.destinationIpv6CidrBlock("::/0").egressOnlyInternetGatewayId("eigw-1")))
                .isEqualTo(known(SubnetRoute.PRIVATE));
        assertThat(of(r -> r.destinationCidrBlock("0.0.0.0/0").transitGatewayId("tgw-1")))
                .isEqualTo(known(SubnetRoute.PRIVATE));
        assertThat(of(
                        r -> r.destinationCidrBlock("0.0.0.0/1").transitGatewayId("tgw-1"),
                        r -> r.destinationCidrBlock("128.0.0.0/1").transitGatewayId("tgw-1")))
                .isEqualTo(known(SubnetRoute.PRIVATE));
    }

    @Test
    void otherNetworksOfOnesOwnAndEndpointsAreNotTheInternet() {
        assertThat(of(
                        r -> r.destinationCidrBlock("10.0.0.0/8").transitGatewayId("tgw-1"),
                        r -> r.destinationCidrBlock("10.20.0.0/16").vpcPeeringConnectionId("pcx-1"),
                        r -> r.destinationPrefixListId("pl-1").gatewayId("vpce-1")))
                .isEqualTo(known(SubnetRoute.ISOLATED));
    }

    @Test
    void whatIsNoRangeIsUnknown() {
        assertThat(of(r -> r.destinationCidrBlock("10.0.0/8").transitGatewayId("tgw-1")))
                .isInstanceOf(Read.Missing.class);
    }

    @Test
    void theLayoutIsUnknownWhenOneRouteTableIsNotShown() {
        Subnet other = Subnet.builder().subnetId("subnet-2").vpcId("vpc-2").build();
        assertThat(SubnetRoutes.layout(List.of(table()), "vpc-2", List.of(SUBNET, other)))
                .isInstanceOf(Read.Missing.class);
    }

    @SafeVarargs
    private static Read<SubnetRoute> of(Consumer<Route.Builder>... routes) {
        return SubnetRoutes.of(List.of(table(routes)), SUBNET);
    }

    @SafeVarargs
    private static RouteTable table(Consumer<Route.Builder>... routes) {
        return RouteTable.builder()
                .vpcId("vpc-1")
                .associations(a -> a.main(true))
                .routes(routes)
                .build();
    }

    private static Read<SubnetRoute> known(SubnetRoute route) {
        return Read.known(route);
    }
}
