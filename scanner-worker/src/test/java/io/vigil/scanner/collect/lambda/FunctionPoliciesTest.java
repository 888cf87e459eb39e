package io.vigil.scanner.collect.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

class FunctionPoliciesTest {

    @Test
    void asksOfEachAliasAndOnceOfEachVersionThatTheySendCallsTo() {
        assertThat(FunctionPolicies.qualifiers(List.of(
                        AliasConfiguration.builder()
                                .name("live")
                                .functionVersion("12")
                                .routingConfig(r -> r.additionalVersionWeights(Map.of("13", 0.1)))
                                .build(),
                        AliasConfiguration.builder()
                                .name("stable")
                                .functionVersion("12")
                                .build(),
                        AliasConfiguration.builder()
                                .name("beta")
                                .functionVersion("$LATEST")
                                .build())))
                .isEqualTo(Read.known(List.of("live", "stable", "beta", "12", "13")));
    }

    @Test
    void anAliasWithoutANameIsHalfAnAnswer() {
        assertThat(FunctionPolicies.qualifiers(List.of(
                        AliasConfiguration.builder().functionVersion("12").build())))
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().reason()).isEqualTo(UnreadReason.MALFORMED));
    }
}
