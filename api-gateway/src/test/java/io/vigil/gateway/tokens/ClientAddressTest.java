package io.vigil.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final List<String> NONE = List.of();

    private static ClientAddress behind(String... proxies) {
        return new ClientAddress(() -> Optional.of(List.of(proxies)));
    }

    @Test
    void isTheConnectionsWithoutAProxyWhateverIsSaid() {
        ClientAddress address = new ClientAddress(Optional::empty);
        assertThat(address.of("203.0.113.9", List.of("10.0.0.1"))).contains("203.0.113.9");
        assertThat(address.of("::ffff:203.0.113.9", NONE)).contains("203.0.113.9");
    }

    @Test
    void isWhomTheProxyHeard() {
        ClientAddress address = behind("10.0.0.0/8", "2001:db8::/32");
        assertThat(address.of("10.0.0.2", List.of("203.0.113.9"))).contains("203.0.113.9");
        assertThat(address.of("2001:db8::1", List.of("203.0.113.9"))).contains("203.0.113.9");
        assertThat(address.of("10.0.0.2", NONE)).contains("10.0.0.2");
    }

    @Test
    void isNotWhatTheClientClaimsInFrontOfWhatTheProxyAdds() {
        ClientAddress address = behind("10.0.0.0/8");
        assertThat(address.of("10.0.0.2", List.of("10.9.9.9, 198.51.100.1, 203.0.113.9")))
                .contains("203.0.113.9");
        assertThat(address.of("10.0.0.2", List.of("198.51.100.1", "203.0.113.9")))
                .contains("203.0.113.9");
    }

    @Test
    void passesOverAChainOfOurOwnProxies() {
        ClientAddress address = behind("10.0.0.0/8", "192.0.2.1");
        assertThat(address.of("10.0.0.2", List.of("198.51.100.1, 203.0.113.9, 192.0.2.1, 10.1.1.1")))
                .contains("203.0.113.9");
    }

    @Test
    void isNotToldByAConnectionThatIsNoProxy() {
        assertThat(behind("10.0.0.0/8").of("203.0.113.9", List.of("10.0.0.1"))).contains("203.0.113.9");
    }

    @Test
    void isUnknownWhereTheProxySaysNothingReadable() {
        ClientAddress address = behind("10.0.0.0/8");
        for (String nonsense : List.of("unknown", "", "203.0.113.9:80", "_hidden", "1.2.3.4.5"))
            assertThat(address.of("10.0.0.2", List.of(nonsense))).as(nonsense).isEmpty();
    }
}
