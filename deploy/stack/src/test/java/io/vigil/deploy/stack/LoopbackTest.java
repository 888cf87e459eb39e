package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    @Test
    void givesNoPortTwiceNorOneThatAnOutgoingConnectionMayTake() {
        // When
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 500; i++) ports.add(Loopback.freePort());
        // Then
        assertThat(ports).hasSize(500).allMatch(port -> port < 32_768);
    }
}
