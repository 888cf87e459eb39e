package io.vigil.tenants.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefuseUnsafeIdentityTest {
    private static final URI REALM = URI.create("https://login.example/realms/vigil");
    private static final Optional<String> RANDOM = Optional.of("q7Jw2-sX0aLr9_fPq7Jw2-sX0aLr9_fP");

    @Test
    void theSecretDoesNotCrossANetworkInClear() {
        URI clear = URI.create("http://keycloak.internal/realms/vigil");
        assertThatThrownBy(() -> RefuseUnsafeIdentity.refuse(clear, RANDOM, /* local */ false))
                .hasMessageContaining("in clear");
        assertThatCode(() -> RefuseUnsafeIdentity.refuse(clear, RANDOM, /* local */ true))
                .doesNotThrowAnyException();
        assertThatCode(() -> RefuseUnsafeIdentity.refuse(REALM, RANDOM, /* local */ false))
                .doesNotThrowAnyException();
    }

    @Test
    void aSecretThatEverybodyKnowsIsRefused() {
        Optional<String> known = Optional.of("demo-demo-demo-demo-demo");
        assertThatThrownBy(() -> RefuseUnsafeIdentity.refuse(REALM, known, /* local */ false))
                .hasMessageContaining("VIGIL_IDENTITY_CLIENT_SECRET");
        assertThatCode(() -> RefuseUnsafeIdentity.refuse(REALM, known, /* local */ true))
                .doesNotThrowAnyException();
    }
}
