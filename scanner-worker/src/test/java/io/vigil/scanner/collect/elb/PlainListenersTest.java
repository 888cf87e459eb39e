package io.vigil.scanner.collect.elb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

class PlainListenersTest {
    private static final Action TO_HTTPS = redirect("HTTPS");
    private static final Action FORWARD =
            Action.builder().type("forward").targetGroupArn("a").build();
    private static final Action REFUSE = Action.builder()
            .type("fixed-response")
            .fixedResponseConfig(f -> f.statusCode("404"))
            .build();

    @Test
    void aListenerThatOnlyRedirectsServesNothing() {
        assertThat(PlainListeners.serves(List.of(TO_HTTPS))).isFalse();
        assertThat(PlainListeners.serves(List.of(REFUSE, TO_HTTPS))).isFalse();
    }

    @Test
    void oneRuleThatForwardsIsEnough() {
        assertThat(PlainListeners.serves(List.of(TO_HTTPS, TO_HTTPS, FORWARD))).isTrue();
    }

    @Test
    void whatLeadsNobodyToHttpsServes() {
        assertThat(PlainListeners.serves(List.of(REFUSE))).isTrue();
        assertThat(PlainListeners.serves(List.of(redirect("HTTP")))).isTrue();
        assertThat(PlainListeners.serves(List.of(redirect("#{protocol}")))).isTrue();
    }

    private static Action redirect(String protocol) {
        return Action.builder()
                .type("redirect")
                .redirectConfig(r -> r.protocol(protocol).statusCode("HTTP_301"))
                .build();
    }
}
