package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    void readsWhatTheJdkWrites() {
        Random random = new Random(SEED);
        for (int count = 0; count < 2_000; count++) {
            Instant time =
                    Instant.ofEpochSecond(random.nextLong(LAST), random.nextInt(2) * random.nextInt(1_000_000_000));

            assertThat(Instants.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2026-01-31T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-01-31T12:00:00.5Z",
                "2026-01-31T12:00:00+01:00",
                "2026-01-31t12:00:00z",
                "+12026-01-31T12:00:00Z"
            })
    void readsTheUnusualAsTheJdkDoes(String text) {
        assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31 12:00:00Z",
                "２026-01-31T12:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
