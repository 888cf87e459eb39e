package io.vigil.tenants.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.ProbeOutcome;
import io.vigil.tenants.accounts.Account.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SOON = SINCE.plusSeconds(30);

    @Test
    void aRoleThatIsBeingMadeIsWaitedForAnHour() {
        Standing pending = new Standing(State.PENDING, SINCE);
        assertThat(pending.probed(ProbeOutcome.REFUSED, /* byPerson */ false, SOON))
                .isEqualTo(pending);
        assertThat(pending.probed(ProbeOutcome.REFUSED, /* byPerson */ false, SINCE.plus(Duration.ofHours(1)))
                        .state())
                .isEqualTo(State.REFUSED);
    }

    @Test
    void whoAsksIsToldOfARefusalAtOnce() {
        assertThat(new Standing(State.PENDING, SINCE).probed(ProbeOutcome.REFUSED, /* byPerson */ true, SOON))
                .isEqualTo(new Standing(State.REFUSED, SOON));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void anUnsafeRoleIsUnsafeWhateverItWas(State before) {
        assertThat(new Standing(before, SINCE)
                        .probed(ProbeOutcome.UNSAFE, false, SOON)
                        .state())
                .isEqualTo(State.UNSAFE);
        assertThat(new Standing(before, SINCE).unsafe(SOON).state()).isEqualTo(State.UNSAFE);
    }

    @Test
    void noScanMakesAnUnsafeRoleGoodAgain() {
        Standing unsafe = new Standing(State.UNSAFE, SINCE);
        assertThat(unsafe.scanned(SOON)).isEqualTo(unsafe);
        assertThat(unsafe.refused(SOON)).isEqualTo(unsafe);
        assertThat(unsafe.probed(ProbeOutcome.ENTERED, false, SOON)).isEqualTo(new Standing(State.CONNECTED, SOON));
    }

    @ParameterizedTest
    @EnumSource(ProbeOutcome.class)
    void whatSaysNothingOfTheRoleChangesNothing(ProbeOutcome outcome) {
        for (State state : State.values()) {
            Standing before = new Standing(state, SINCE);
            if (!outcome.tellsOfTheRole())
                assertThat(before.probed(outcome, true, SOON)).isEqualTo(before);
        }
    }
}
