package io.vigil.reports.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditMinutesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void theFirstBeatAddsNothing() {
        assertThat(AuditMinutes.between(Optional.empty(), MONDAY)).isZero();
    }

    @ParameterizedTest(name = "{0} s after the last beat adds {1} s")
    @CsvSource({"0, 0", "1, 1", "30, 30", "89, 89", "90, 90", "91, 0", "3600, 0", "-1, 0", "-30, 0"})
    void aBeatAddsTheTimeSinceTheLastButNoPause(long gap, long added) {
        assertThat(AuditMinutes.between(Optional.of(MONDAY), MONDAY.plusSeconds(gap)))
                .isEqualTo(Duration.ofSeconds(added));
    }

    @Test
    void partsOfASecondAreKept() {
        assertThat(AuditMinutes.between(Optional.of(MONDAY), MONDAY.plusMillis(30_250)))
                .isEqualTo(Duration.ofMillis(30_250));
    }

    @Test
    void anHourOfBeatsIsAnHour() {
        // Given
        Duration sum = Duration.ZERO;
        Instant last = MONDAY;
        // When
        for (int beat = 1; beat <= 120; beat++) {
            Instant now = MONDAY.plusSeconds(30L * beat);
            sum = sum.plus(AuditMinutes.between(Optional.of(last), now));
            last = now;
        }
        // Then
        assertThat(sum).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest(name = "{0} min for {1} accounts, {2} unlooked at: {3} min saved")
    @CsvSource({"60, 4, 0, 0", "60, 4, 8, 120", "10, 3, 6, 20", "1, 2, 1, 0.5"})
    void whatWasNotLookedAtWouldHaveTakenAsLongAsWhatWas(double measured, long looked, int together, double saved) {
        assertThat(AuditMinutes.saved(minutes(measured), looked, together)).contains(minutes(saved));
    }

    @Test
    void nothingIsSaidToBeSavedWhereNothingWasMeasured() {
        assertThat(AuditMinutes.saved(Duration.ZERO, 3, 9)).isEmpty();
        assertThat(AuditMinutes.saved(minutes(5), 0, 9)).isEmpty();
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }
}
