package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.account.AccountIdentity;
import io.vigil.checks.aws.account.AccountMonitoring;
import io.vigil.checks.aws.account.AccountOrganization;
import io.vigil.checks.aws.account.AccountRegion;
import io.vigil.checks.aws.account.AwsAccount;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnreadInDocumentTest {

    /** Most reasons name no IAM action, and some no operation. */
    private static final Unread WHY = new Unread(UnreadReason.THROTTLED, null, null, "Rate exceeded");

    @Test
    void anAccountOfWhichNothingIsReadIsUndeterminedThroughout() {
        // Given
        AccountRegion region = new AccountRegion(
                "eu-central-1",
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY));
        AwsAccount account = new AwsAccount(
                "111122223333",
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                Read.missing(WHY),
                new AccountMonitoring(Read.missing(WHY), Read.missing(WHY), Read.missing(WHY)),
                List.of(region),
                new AccountIdentity(
                        Read.missing(WHY), Read.missing(WHY), Read.missing(WHY), Read.missing(WHY), Read.missing(WHY)),
                new AccountOrganization(Read.missing(WHY), Read.missing(WHY), Read.missing(WHY), Read.missing(WHY)));
        Resource<AwsAccount> resource =
                new Resource<>(ResourceTypes.ACCOUNT, Region.GLOBAL, "111122223333", "", Map.of(), account);

        // When
        List<Judgement> verdicts = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE)
                .judge(resource, Instant.EPOCH);

        // Then
        assertThat(verdicts).isNotEmpty().allMatch(verdict -> verdict.outcome().status() == Status.UNDETERMINED);
    }
}
