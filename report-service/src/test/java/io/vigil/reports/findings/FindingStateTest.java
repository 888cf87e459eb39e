package io.vigil.reports.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.reports.findings.FindingState.Clear;
import io.vigil.reports.findings.FindingState.Excepted;
import io.vigil.reports.findings.FindingState.Observation;
import io.vigil.reports.findings.FindingState.Open;
import io.vigil.reports.findings.FindingState.Resolved;
import io.vigil.reports.findings.FindingState.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingStateTest {
    private static final Resolved OUT = new Resolved(Transition.DECIDED_OUT);

    @Test
    void onlyWhatIsOpenIsResolvedByADecision() {
        assertThat(new Open().decidedOut()).isEqualTo(new Step(OUT, Optional.of(Transition.DECIDED_OUT)));
        assertThat(new Clear().decidedOut()).isEqualTo(new Step(new Clear(), Optional.empty()));
        assertThat(new Resolved(Transition.FIXED).decidedOut())
                .isEqualTo(new Step(new Resolved(Transition.FIXED), Optional.empty()));
    }

    @Test
    void whatIsExceptedResolvesLikeAnOpenOneAndIsExceptedAgainWhenItFailsAgain() {
        assertThat(new Clear().on(Observation.FAILED, /* inScope */ true))
                .isEqualTo(new Step(new Excepted(), Optional.of(Transition.EXCEPTED)));
        assertThat(new Excepted().on(Observation.FAILED, true)).isEqualTo(new Step(new Excepted(), Optional.empty()));
        assertThat(new Excepted().on(Observation.UNDETERMINED, true))
                .isEqualTo(new Step(new Excepted(), Optional.empty()));
        assertThat(new Excepted().on(Observation.PASSED, true))
                .isEqualTo(new Step(new Resolved(Transition.FIXED), Optional.of(Transition.FIXED)));
        assertThat(new Resolved(Transition.FIXED).on(Observation.FAILED, true))
                .isEqualTo(new Step(new Excepted(), Optional.of(Transition.EXCEPTED)));
        assertThat(new Excepted().decidedOut()).isEqualTo(new Step(OUT, Optional.of(Transition.DECIDED_OUT)));
    }

    @Test
    void whatIsExceptedIsOpenAgainWhenNoExceptionSpeaksOfIt() {
        assertThat(new Excepted().settled(/* inScope */ false))
                .isEqualTo(new Step(new Open(), Optional.of(Transition.REOPENED)));
        assertThat(new Excepted().on(Observation.FAILED, false))
                .isEqualTo(new Step(new Open(), Optional.of(Transition.REOPENED)));
        assertThat(new Excepted().on(Observation.GONE, false))
                .isEqualTo(new Step(new Resolved(Transition.RESOURCE_GONE), Optional.of(Transition.RESOURCE_GONE)));
    }

    @Test
    void whatWasDecidedOutReopensWhenItIsJudgedAndFails() {
        assertThat(OUT.on(Observation.FAILED)).isEqualTo(new Step(new Open(), Optional.of(Transition.REOPENED)));
    }

    @Test
    void whatWasDecidedOutSaysHowItStandsWhenItIsJudgedAndDoesNotFail() {
        assertThat(OUT.on(Observation.PASSED)).isEqualTo(new Step(new Resolved(Transition.FIXED), Optional.empty()));
        assertThat(OUT.on(Observation.NOT_APPLICABLE))
                .isEqualTo(new Step(new Resolved(Transition.NOT_APPLICABLE), Optional.empty()));
        assertThat(OUT.on(Observation.UNDETERMINED)).isEqualTo(new Step(OUT, Optional.empty()));
        assertThat(OUT.on(Observation.GONE)).isEqualTo(new Step(OUT, Optional.empty()));
    }
}
