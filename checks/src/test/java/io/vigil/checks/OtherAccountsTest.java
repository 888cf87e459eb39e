package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.sqs.QueueEncryption;
import io.vigil.checks.aws.sqs.SqsQueue;
import io.vigil.checks.policy.PolicyDocument;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pack may have the policies of resources judged for other accounts too, not only for the public. */
class OtherAccountsTest {
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();
    private static final CheckId CHECK = new CheckId("sqs-queue-not-public");

    @Test
    void othersAreLetInUnlessAPackRefusesThem() {
        assertThat(judged(Map.of()).status()).isEqualTo(Status.PASS);
    }

    @Test
    void whoIsNotTrustedIsNamed() {
        // When
        Verdict verdict = judged(Map.of("refuseOthers", true));

        // Then
        assertThat(verdict.status()).isEqualTo(Status.FAIL);
        assertThat(verdict.message())
                .isEqualTo("The policy of queue orders lets in others who are not trusted, 444455556666, o-ab12cd34.");
    }

    @Test
    void whoIsTrustedMayComeIn() {
        assertThat(judged(Map.of("refuseOthers", true, "trusted", List.of("444455556666", "o-ab12cd34")))
                        .status())
                .isEqualTo(Status.PASS);
    }

    private static Verdict judged(Map<String, Object> params) {
        String policy = """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sqs:SendMessage", "Resource": "*"},
                  {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-ab12cd34"}}}]}""";
        SqsQueue queue = new SqsQueue(
                "orders",
                "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
                Read.known(Optional.of(PolicyDocument.parse(policy).facts("111122223333"))),
                Read.known(new QueueEncryption("", true)));
        Resource<SqsQueue> resource = new Resource<>(
                ResourceTypes.SQS_QUEUE, new Region("eu-central-1"), "arn:orders", "orders", Map.of(), queue);
        EffectivePack pack = new EffectivePack(List.of(), List.of(), Map.of(CHECK, params), Map.of());
        return CompiledChecks.compile(CATALOGUE, pack).judge(resource, Instant.now()).stream()
                .map(Judgement::verdict)
                .filter(verdict -> verdict.check().equals(CHECK))
                .findFirst()
                .orElseThrow();
    }
}
