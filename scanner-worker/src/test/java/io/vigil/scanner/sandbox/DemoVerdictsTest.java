package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.unit.ScannedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine over the demo accounts. */
class DemoVerdictsTest {
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();

    private static final List<Verdict> verdicts = new ArrayList<>();

    @BeforeAll
    static void scanTheDemoAccounts(@TempDir Path folder) throws Exception {
        CompiledChecks checks = CompiledChecks.compile(CATALOGUE, EffectivePack.BASELINE);
        try (DemoLab lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                verdicts.addAll(ScannedAccount.of(lab.enter(account), account, DemoLab.REGIONS, DemoLab.REGIONS, checks)
                        .verdicts());
        }
    }

    @Test
    void everyLayerHasPassesAndFails() {
        for (Layer layer : Layer.values())
            assertThat(verdicts)
                    .filteredOn(verdict -> layer(verdict) == layer)
                    .extracting(Verdict::status)
                    .contains(Status.PASS, Status.FAIL);
    }

    @Test
    void everyCheckIsJudged() {
        assertThat(verdicts)
                .extracting(verdict -> verdict.check().value())
                .containsAll(CATALOGUE.checks().stream()
                        .map(check -> check.id().value())
                        .toList());
    }

    @Test
    void onlyWhatNobodyDeclaredIsUndetermined() {
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.status() == Status.UNDETERMINED)
                .allSatisfy(verdict ->
                        assertThat(verdict.unread()).extracting("reason").isEqualTo(UnreadReason.NOT_DECLARED));
    }

    private static Layer layer(Verdict verdict) {
        return CATALOGUE.check(verdict.check()).orElseThrow().layer();
    }
}
