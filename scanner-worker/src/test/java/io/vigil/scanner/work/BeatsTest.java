package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.RunId;
import io.vigil.contracts.UnitBeat;
import io.vigil.scanner.unit.Tallies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A unit is said to be alive while it gets on. */
class BeatsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Settings IMPATIENT = new Settings(
            /* maxDeliveries */ 3,
            /* backOff */ Duration.ofMillis(20),
            /* beatEvery */ Duration.ofMillis(20),
            /* standsStillAfter */ Duration.ofMillis(500));

    private final FakeBroker broker = new FakeBroker();
    private final Beats beats = new Beats(new Publish(broker, IMPATIENT), IMPATIENT, InstantSource.system());

    @AfterEach
    void stop() {
        beats.stop(null);
    }

    @Test
    void ofAUnitThatStandsStillNothingIsSaidAndTheWorkerIsNotWell() {
        // When
        try (Beats.Alive unit = beats.of(Units.frankfurt().unit(), new RunId(UUID.randomUUID()), new Tallies())) {
            // Then
            await().atMost(SOON).until(beats::anyStandsStill);
            int said = broker.told(UnitBeat.class).size();
            assertThat(said).isPositive();
            await().during(Duration.ofMillis(200))
                    .atMost(SOON)
                    .until(() -> broker.told(UnitBeat.class).size() == said);
        }
        assertThat(beats.anyStandsStill()).as("when it is over").isFalse();
    }

    @Test
    void whatGetsOnDoesNotStandStill() {
        Progress patient = new Progress(Duration.ofHours(1));
        assertThat(patient.standsStill(new UnitBeat.Counts(1, 0, 0))).isFalse();
        assertThat(patient.standsStill(new UnitBeat.Counts(1, 0, 0))).isFalse();
        Progress impatient = new Progress(Duration.ofNanos(-1));
        assertThat(impatient.standsStill(new UnitBeat.Counts(1, 0, 0))).isTrue();
    }
}
