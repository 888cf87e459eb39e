package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.RouteTable;

class PublicSubnetsTest {
    private static final RouteTable MAIN_TO_INTERNET = RouteTable.builder()
            .vpcId("vpc-1")
            .associations(a -> a.main(true))
            .routes(
                    r -> r.destinationCidrBlock("10.0.0.0/16").gatewayId("local"),
                    r -> r.destinationIpv6CidrBlock("::/0").gatewayId("igw-1"))
            .build();
    private static final RouteTable PRIVATE = RouteTable.builder()
            .vpcId("vpc-1")
            .associations(a -> a.main(false).subnetId("subnet-private"))
            .routes(
                    r -> r.destinationCidrBlock("10.0.0.0/16").gatewayId("local"),
                    r -> r.destinationCidrBlock("0.0.0.0/0").natGatewayId("nat-1"))
            .build();

    @Test
    void aSubnetWithoutATableOfItsOwnHasTheMainOne() {
        assertThat(PublicSubnets.among(
                        List.of(PRIVATE, MAIN_TO_INTERNET), "vpc-1", List.of("subnet-private", "subnet-other")))
                .isEqualTo(Read.known(List.of("subnet-other")));
    }

    @Test
    void aSharedSubnetWhoseTableIsNotShownIsUnknown() {
        assertThat(PublicSubnets.among(List.of(MAIN_TO_INTERNET), "vpc-of-others", List.of("subnet-shared")))
                .isInstanceOf(Read.Missing.class);
    }
}
