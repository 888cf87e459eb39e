package io.vigil.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefuseUnsafeStartTest {

    private static final String RANDOM = "q7Jw2-sX0aLr9_fPq7Jw2-sX0aLr9_fP";
    private static final URI REALM = URI.create("https://login.example");

    @Test
    void loginsDoNotCrossANetworkInClear() {
        URI clear = URI.create("http://keycloak.internal/realms/vigil");
        assertThatThrownBy(() -> RefuseUnsafeStart.refuse(clear, RANDOM, /* local */ false))
                .hasMessageContaining("in clear");
        assertThatCode(() -> RefuseUnsafeStart.refuse(clear, RANDOM, /* local */ true))
                .doesNotThrowAnyException();
        assertThatCode(() -> RefuseUnsafeStart.refuse(REALM, RANDOM, /* local */ false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "demo-demo-demo-demo-demo", "${VIGIL_OIDC_CLIENT_SECRET}"})
    void aSecretThatEverybodyKnowsIsRefused(String secret) {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuse(REALM, secret, /* local */ false))
                .hasMessageContaining("VIGIL_OIDC_CLIENT_SECRET");
        assertThatCode(() -> RefuseUnsafeStart.refuse(REALM, secret, /* local */ true))
                .doesNotThrowAnyException();
    }

    @Test
    void staffDoesNotComeInByAPasswordAlone() {
        assertThatThrownBy(() -> RefuseUnsafeStart.refusePasswordsAlone(/* secondFactor */ false, /* local */ false))
                .hasMessageContaining("VIGIL_STAFF_SECOND_FACTOR");
        assertThatCode(() -> RefuseUnsafeStart.refusePasswordsAlone(/* secondFactor */ false, /* local */ true))
                .doesNotThrowAnyException();
        assertThatCode(() -> RefuseUnsafeStart.refusePasswordsAlone(/* secondFactor */ true, /* local */ false))
                .doesNotThrowAnyException();
    }

    @Test
    void behindAProxyItIsSaidWhoseWordOnAddressesCounts() {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseUnnamed(List.of()))
                .hasMessageContaining("VIGIL_PROXY_TRUSTED");
        assertThatCode(() -> RefuseUnsafeStart.refuseUnnamed(List.of("10.0.0.0/8")))
                .doesNotThrowAnyException();
    }
}
