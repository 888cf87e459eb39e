package io.vigil.scanner.collect.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HubFindingsTest {

    @Test
    void theFirstTimeThatIsOneCounts() {
        // Given
        Optional<String> made = Optional.of("2026-01-02T03:04:05.678Z");

        // Then
        assertThat(HubFindings.time(List.of(Optional.of("2026-01-01T01:00:00+01:00"), made)))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(HubFindings.time(List.of(Optional.empty(), made)))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(HubFindings.time(List.of(Optional.of("yesterday"), made)))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void aFindingWithoutATimeIsOld() {
        assertThat(HubFindings.time(List.of(Optional.empty(), Optional.of("yesterday"))))
                .isEqualTo(Instant.EPOCH);
    }
}
