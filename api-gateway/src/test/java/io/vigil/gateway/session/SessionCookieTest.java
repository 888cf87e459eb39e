package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionCookieTest {
    @Test
    void travelsOverTlsAloneAndForThisHostOnly() {
        // When
        var cookie = new SessionCookie(/* local */ false).of("secret");
        // Then
        assertThat(cookie.getName()).isEqualTo("__Host-vigil_session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void canTravelInClearOnAMachineOfOnesOwn() {
        // When
        var cookie = new SessionCookie(/* local */ true).of("secret");
        // Then
        assertThat(cookie.getName()).isEqualTo("vigil_session");
        assertThat(cookie.isSecure()).isFalse();
    }
}
