package io.vigil.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefuseUnsafeStartTest {

    @Test
    void loginsDoNotCrossANetworkInClear() {
        URI clear = URI.create("http://keycloak.internal/realms/vigil");
        assertThatThrownBy(() -> RefuseUnsafeStart.refuse(clear, /* local */ false))
                .hasMessageContaining("in clear");
        assertThatCode(() -> RefuseUnsafeStart.refuse(clear, /* local */ true)).doesNotThrowAnyException();
        assertThatCode(() -> RefuseUnsafeStart.refuse(URI.create("https://login.example"), /* local */ false))
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
