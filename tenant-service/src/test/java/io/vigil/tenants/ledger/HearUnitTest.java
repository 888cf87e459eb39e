package io.vigil.tenants.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitBeat.Counts;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HearUnitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RunId RUN = new RunId(new UUID(0, 1));
    private static final RunId OTHER = new RunId(new UUID(0, 2));
    private static final LedgerConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(LedgerConfig.class).build().getConfigMapping(LedgerConfig.class);

    private final HearUnit hear = new HearUnit(CONFIG);
    private final UnitState.Issued issued = new UnitState.Issued(1, NOW, Optional.empty());
    private final UnitState.Running running = issued.start(RUN, "w", NOW.plusSeconds(20));

    @Test
    void aBeatMovesTheDeadline() {
        // When
        UnitState after = hear.hear(running, beat(RUN, 1, 1), NOW.plusSeconds(10));
        // Then
        assertThat(after).isEqualTo(new UnitState.Running(1, RUN, "w", 1, new Counts(1, 2, 3), NOW.plusSeconds(30)));
    }

    @Test
    void aBeatThatOvertookItsStartStartsTheUnit() {
        assertThat(hear.hear(issued, beat(RUN, 2, 1), NOW)).isInstanceOf(UnitState.Running.class);
    }

    @Test
    void theDoneHearNothing() {
        for (UnitState done : List.of(new UnitState.Failed(1, "m"), new UnitState.Cancelled(1))) {
            assertThat(hear.hear(done, started(RUN, 1), NOW)).isSameAs(done);
            assertThat(hear.hear(done, folded(1))).isSameAs(done);
        }
    }

    @Test
    void onlyTheAttemptThatIsOutIsHeard() {
        UnitState second = new UnitState.Issued(2, NOW, Optional.empty());
        assertThat(hear.hear(second, started(RUN, 1), NOW)).isSameAs(second);
        assertThat(hear.hear(second, folded(1))).isSameAs(second);
        assertThat(hear.hear(second, started(RUN, 2), NOW)).isInstanceOf(UnitState.Running.class);
    }

    @Test
    void aReturnedRunIsOver() {
        // When
        UnitState returned = hear.hear(running, new UnitReturned(ref(1), RUN, "w", NOW), NOW);
        // Then
        assertThat(returned).isEqualTo(new UnitState.Issued(1, NOW, Optional.of(RUN)));
        assertThat(hear.hear(returned, beat(RUN, 1, 5), NOW)).isSameAs(returned);
        assertThat(hear.hear(returned, started(OTHER, 1), NOW)).isInstanceOf(UnitState.Running.class);
    }

    @Test
    void theNewestDeliveryIsTheOneThatCounts() {
        // When
        UnitState again = hear.hear(running, started(OTHER, 1), NOW);
        // Then
        assertThat(again)
                .isInstanceOfSatisfying(
                        UnitState.Running.class, now -> assertThat(now.run()).isEqualTo(OTHER));
        assertThat(hear.hear(again, beat(RUN, 1, 9), NOW)).isSameAs(again);
    }

    @Test
    void ourFaultIsTriedAgainLaterAndLaterUntilTheLastAttempt() {
        Duration pause = Duration.ZERO;
        for (int attempt = 1; attempt < CONFIG.maxAttempts(); attempt++) {
            UnitState again = hear.hear(new UnitState.Issued(attempt, NOW, Optional.empty()), failed(attempt), NOW);
            assertThat(again).isInstanceOf(UnitState.Queued.class);
            UnitState.Queued queued = (UnitState.Queued) again;
            assertThat(queued.attempt()).isEqualTo(attempt + 1);
            assertThat(Duration.between(NOW, queued.readyAt())).isGreaterThan(pause);
            pause = Duration.between(NOW, queued.readyAt());
        }
        UnitState last = new UnitState.Issued(CONFIG.maxAttempts(), NOW, Optional.empty());
        assertThat(hear.hear(last, failed(CONFIG.maxAttempts()), NOW)).isInstanceOf(UnitState.Failed.class);
    }

    @Test
    void theDefaultsAreTheDesigns() {
        assertThat(CONFIG.beatWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(CONFIG.startWithin()).isEqualTo(Duration.ofSeconds(60));
        assertThat(CONFIG.foldWithin()).isEqualTo(Duration.ofMinutes(10));
        assertThat(CONFIG.maxAttempts()).isEqualTo(5);
    }

    private static UnitRef ref(int attempt) {
        return new UnitRef(
                new TenantId(new UUID(0, 3)),
                new AccountId("111122223333"),
                new ScanId(new UUID(0, 4)),
                new UnitId(new UUID(0, 5)),
                attempt);
    }

    private static UnitStarted started(RunId run, int attempt) {
        return new UnitStarted(ref(attempt), run, "w", NOW);
    }

    private static UnitBeat beat(RunId run, int beat, long calls) {
        return new UnitBeat(ref(1), run, "w", beat, new Counts(calls, calls * 2, calls * 3), NOW);
    }

    private static UnitFailed failed(int attempt) {
        return new UnitFailed(ref(attempt), RUN, "w", UnitFailed.Cause.VIGIL_FAULT, "m", NOW);
    }

    private static ScanUnitFolded folded(int attempt) {
        return new ScanUnitFolded(ref(attempt), RUN, new ScanUnitFolded.Tally(0, 0, 0, 0, 0, 0, 0), NOW);
    }
}
