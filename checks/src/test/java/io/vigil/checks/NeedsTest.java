package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeedsTest {
    private static final CompiledChecks ALL = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);

    @Test
    void allChecksNeedEverything() {
        assertThat(ALL.needs(ResourceTypes.ACCOUNT).include("whatever.there.is"))
                .isTrue();
    }

    @Test
    void aCheckNeedsThePartsThatItNames() {
        Needs needs = needs("iam-root-mfa-enabled");
        assertThat(needs.include("root")).isTrue();
        assertThat(needs.include("root.mfaActive")).isTrue();
        assertThat(needs.include("passwordPolicy")).isFalse();
        assertThat(needs.include("regions.hub")).isFalse();
    }

    @Test
    void aCheckNeedsWhatItNamesOfTheElementsOfLists() {
        Needs needs = needs("cloudtrail-multi-region-trail-enabled");
        assertThat(needs.include("regions.trails")).isTrue();
        assertThat(needs.include("regions.detectors")).isFalse();
    }

    @Test
    void aPathIsNoBeginningOfAWord() {
        assertThat(Needs.of(List.of("rootUse")).include("root")).isFalse();
        assertThat(Needs.of(List.of("root")).include("rootUse")).isFalse();
    }

    @Test
    void whatIsNeededWholeIsNeededInAllItsParts() {
        assertThat(Needs.of(List.of("regions")).include("regions.hub")).isTrue();
    }

    private static Needs needs(String check) {
        return ALL.only(Set.of(new CheckId(check))).needs(ResourceTypes.ACCOUNT);
    }
}
