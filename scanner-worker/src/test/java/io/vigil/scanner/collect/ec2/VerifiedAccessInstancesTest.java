package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpoint;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessInstance;

class VerifiedAccessInstancesTest {
    private static final VerifiedAccessInstance INSTANCE =
            VerifiedAccessInstance.builder().verifiedAccessInstanceId("vai-1").build();

    @Test
    void anInstanceWithoutEndpointsFacesNobody() {
        assertThat(endpoint()).extracting(WebEndpoint::internetFacing).isEqualTo(false);
        assertThat(endpoint(e -> e.verifiedAccessInstanceId("vai-2").loadBalancerOptions(o -> o.protocol("https"))))
                .extracting(WebEndpoint::internetFacing)
                .isEqualTo(false);
        assertThat(endpoint(e -> e.loadBalancerOptions(o -> o.protocol("https")).status(s -> s.code("deleting"))))
                .extracting(WebEndpoint::internetFacing)
                .isEqualTo(false);
    }

    @Test
    void wafLooksIntoHttpOnly() {
        assertThat(endpoint(e -> e.loadBalancerOptions(o -> o.protocol("https"))))
                .isEqualTo(of(/* filterable */ true));
        assertThat(endpoint(e -> e.networkInterfaceOptions(o -> o.protocol("http"))))
                .isEqualTo(of(/* filterable */ true));
        assertThat(endpoint(
                        e -> e.loadBalancerOptions(o -> o.protocol("tcp")), e -> e.rdsOptions(o -> o.protocol("tcp"))))
                .isEqualTo(of(/* filterable */ false));
    }

    private static WebEndpoint of(boolean filterable) {
        return new WebEndpoint("Verified Access instance", "arn", "wiki", /* internetFacing */ true, filterable);
    }

    @SafeVarargs
    private static WebEndpoint endpoint(Consumer<VerifiedAccessEndpoint.Builder>... endpoints) {
        List<VerifiedAccessEndpoint> all = Arrays.stream(endpoints)
                .map(change -> {
                    VerifiedAccessEndpoint.Builder builder =
                            VerifiedAccessEndpoint.builder().verifiedAccessInstanceId("vai-1");
                    change.accept(builder);
                    return builder.build();
                })
                .toList();
        return VerifiedAccessInstances.endpoint("arn", "wiki", VerifiedAccessInstances.of(INSTANCE, all));
    }
}
