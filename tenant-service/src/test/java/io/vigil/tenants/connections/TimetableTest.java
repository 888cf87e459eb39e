package io.vigil.tenants.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigil.tenants.accounts.Account.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

    private final Timetable timetable = new Timetable(new SmallRyeConfigBuilder()
            .withMapping(ConnectionsConfig.class)
            .build()
            .getConfigMapping(ConnectionsConfig.class));

    @ParameterizedTest
    @CsvSource({"PT0S, PT3S", "PT20S, PT3S", "PT10M, PT1M", "PT1H, PT6M", "P2D, PT4H48M", "P30D, PT6H"})
    void aRoleThatDoesNotAnswerIsLookedForEverLessOften(Duration after, Duration pause) {
        for (State state : new State[] {State.PENDING, State.REFUSED, State.UNSAFE})
            assertThat(pause(state, Timetable.Actions.NOT_ASKED, after)).isEqualTo(pause);
    }

    @Test
    void whatARoleMayDoIsAskedWhenTheFirstScanHasHadItsTime() {
        assertThat(pause(State.CONNECTED, Timetable.Actions.NOT_ASKED, Duration.ofDays(1)))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aConnectedRoleIsTriedWeeklyAndSoonerWhereNothingWasTold() {
        assertThat(pause(State.CONNECTED, Timetable.Actions.KNOWN, Duration.ofDays(90)))
                .isEqualTo(Duration.ofDays(7));
        assertThat(pause(State.CONNECTED, Timetable.Actions.NOT_TOLD, Duration.ofDays(90)))
                .isEqualTo(Duration.ofHours(6));
    }

    private Duration pause(State state, Timetable.Actions actions, Duration after) {
        Instant now = SINCE.plus(after);
        return Duration.between(now, timetable.next(state, SINCE, actions, now));
    }
}
