package io.vigil.scanner.collect.elb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

class ListenerTargetsTest {

    @Test
    void anActionForwardsToOneGroupOrToSeveralByWeight() {
        Action one = Action.builder().type("forward").targetGroupArn("a").build();
        Action several = Action.builder()
                .type("forward")
                .forwardConfig(f -> f.targetGroups(
                        g -> g.targetGroupArn("b").weight(1),
                        g -> g.targetGroupArn("c").weight(0),
                        g -> g.targetGroupArn("d")))
                .build();
        Action redirect = Action.builder().type("redirect").build();
        assertThat(ListenerTargets.groups(List.of(one, several, redirect))).containsExactly("a", "b", "d");
    }

    @ParameterizedTest
    @CsvSource({"HTTPS, tcp", "TLS, tcp", "TCP, tcp", "UDP, udp", "TCP_UDP, tcp udp", "QUIC, udp", ", tcp"})
    void aListenerSpeaksOneProtocolOrBoth(String protocol, String expected) {
        assertThat(ListenerTargets.protocols(
                        Listener.builder().protocol(protocol).build()))
                .containsExactlyInAnyOrder(expected.split(" "));
    }
}
