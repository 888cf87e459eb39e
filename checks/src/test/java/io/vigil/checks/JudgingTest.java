package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.checks.aws.ec2.Ec2Vpc;
import io.vigil.checks.aws.ec2.VpcLayout;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** How a check comes to its word: what is unknown decides only where it matters. */
class JudgingTest {
    private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    private static final CheckId ID = new CheckId("vpc-thing-good");
    private static final Unread DENIED =
            new Unread(UnreadReason.ACCESS_DENIED, "ec2:DescribeFlowLogs", "ec2:DescribeFlowLogs", "no permission");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            resource.flowLogs.size() > 0                                  ; UNDETERMINED
            resource.IsDefault && resource.flowLogs.size() > 0            ; FAIL
            resource.flowLogs.size() > 0 && resource.IsDefault            ; FAIL
            !resource.IsDefault || resource.flowLogs.size() > 0           ; PASS
            resource.flowLogs.size() > 0 || !resource.IsDefault           ; PASS
            resource.IsDefault || resource.flowLogs.size() > 0        ; UNDETERMINED
            resource.IsDefault ? resource.flowLogs.size() > 0 : true      ; PASS
            !resource.flowLogs.exists(log, log.TrafficType == "ALL")      ; UNDETERMINED
            [1, 2].exists(n, n == 2 || resource.flowLogs.size() > 0)      ; PASS
            [1, 2].all(n, n == 1 && resource.flowLogs.size() > 0)         ; FAIL
            """)
    void whatWasNotReadDecidesOnlyWhereTheResultDependsOnIt(String pass, Status expected) {
        Verdict verdict = judge(check("", pass), vpc("vpc-1", Read.missing(DENIED)));

        assertThat(verdict.status()).isEqualTo(expected);
        if (expected == Status.UNDETERMINED) assertThat(verdict.unread()).isEqualTo(DENIED);
    }

    @Test
    void aNamedFactThatIsUnknownIsLikeItsExpression() {
        String let = "let: {logs: resource.flowLogs.size(), more: logs + 1}\n";

        assertThat(judge(check(let, "resource.IsDefault && more > 1"), vpc("v", Read.missing(DENIED)))
                        .status())
                .isEqualTo(Status.FAIL);
        Verdict unknown = judge(check(let, "!resource.IsDefault && more > 1"), vpc("v", Read.missing(DENIED)));
        assertThat(unknown.unread()).isEqualTo(DENIED);
        assertThat(unknown.message()).isEqualTo("Not known: the role may not call ec2:DescribeFlowLogs.");
    }

    @Test
    void anUnknownConditionIsNeitherNotApplicableNorJudged() {
        assertThat(judge(check("when: resource.flowLogs.size() > 0\n", "true"), vpc("v", Read.missing(DENIED)))
                        .unread())
                .isEqualTo(DENIED);
    }

    @Test
    void anErrorOfTheCheckIsNeverAVerdict() {
        for (String broken : List.of("[1][5] == 1", "1 / 0 == 1", "resource.CidrBlock == \"10.0.0.0/8\"")) {
            Verdict verdict = judge(check("", broken), vpc("v", Read.known(List.of())));
            assertThat(verdict.status()).as(broken).isEqualTo(Status.UNDETERMINED);
            assertThat(verdict.unread().reason()).as(broken).isEqualTo(UnreadReason.CHECK_FAILED);
        }
    }

    @Test
    void readsListsThatAwsDoesNotTellAsEmpty() {
        assertThat(judge(check("", "resource.Tags.size() == 0"), vpc("v", Read.known(List.of())))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void whatStrangersNamedCannotBreakOrHideTheMessage() {
        String hostile = "a\n\u202Eevil\u0000{resource.VpcId}'\"<script>" + "x".repeat(5_000);

        String message =
                judge(check("", "false"), vpc(hostile, Read.known(List.of()))).message();

        assertThat(message)
                .startsWith("a evil {resource.VpcId}'\"<script>xxx")
                .endsWith("… is bad.")
                .hasSizeLessThan(250);
    }

    @Test
    void keepsEvidenceWithinItsBound() {
        List<FlowLog> many = Collections.nCopies(
                5_000, FlowLog.builder().flowLogId("fl-" + "x".repeat(40)).build());

        Verdict verdict =
                judge(check("let: {logs: resource.flowLogs}\n", "logs.size() == 0"), vpc("v", Read.known(many)));

        assertThat(EventJson.bytes(verdict.evidence()).length).isBetween(7_000, Evidence.MAX_BYTES);
        assertThat((List<?>) verdict.evidence().get("logs")).last().asString().endsWith("more");
    }

    @Test
    void leavesOutOfTheEvidenceWhatDoesNotHaveItsShape() {
        CompiledChecks checks =
                compile(check("let: {logs: resource.flowLogs}\n", "logs.size() == 0"), EffectivePack.BASELINE);
        Map<String, Object> members =
                Map.of("VpcId", "v", "flowLogs", List.of(Map.of("FlowLogId", "fl-1", "CreationTime", "yesterday")));

        Verdict verdict = checks.judge(
                        new ResourceRef(ResourceTypes.EC2_VPC, new Region("eu-central-1"), "v", "v"),
                        new Document(ResourceTypes.EC2_VPC, members),
                        AS_OF)
                .getFirst()
                .verdict();

        assertThat(verdict.status()).isEqualTo(Status.FAIL);
        assertThat(verdict.evidence()).containsEntry("logs", List.of(Map.of("FlowLogId", "fl-1")));
    }

    @Test
    void judgesAKeptDocumentAsTheResourceItWasMadeOf() {
        Resource<Ec2Vpc> resource = vpc("v", Read.missing(DENIED));
        CompiledChecks checks = compile(check("", "resource.flowLogs.size() > 0"), EffectivePack.BASELINE);

        assertThat(checks.judge(resource.ref(), Document.of(resource), AS_OF)).isEqualTo(checks.judge(resource, AS_OF));
    }

    @Test
    void aPackChangesParametersAndSwitchesChecksOff() {
        CheckSource source = check("params: {least: 1}\n", "resource.flowLogs.size() >= params.least");
        EffectivePack none = new EffectivePack(List.of(), List.of(), Map.of(ID, Map.of("least", 0)), Map.of());
        EffectivePack off = new EffectivePack(List.of(), List.of(ID), Map.of(), Map.of());
        Resource<Ec2Vpc> vpc = vpc("v", Read.known(List.of()));

        assertThat(judge(source, vpc).status()).isEqualTo(Status.FAIL);
        assertThat(compile(source, none).judge(vpc, AS_OF).getFirst().outcome()).isEqualTo(new Outcome.Pass());
        assertThat(compile(source, off).judge(vpc, AS_OF)).isEmpty();
    }

    @Test
    void namesThePacksValueThatDoesNotFit() {
        CheckSource source = check("params: {least: 1}\n", "resource.flowLogs.size() >= params.least");
        EffectivePack wrong = new EffectivePack(
                List.of(),
                List.of(new CheckId("no-such-check")),
                Map.of(ID, Map.of("least", "many")),
                Map.of("moonPhase", 1));

        assertThatThrownBy(() -> compile(source, wrong))
                .isInstanceOf(InvalidPack.class)
                .hasMessageContainingAll(ID.value(), "least", "'many' is not an integer");
        assertThat(CompiledChecks.problems(CheckCatalogue.of(List.of(source)), wrong))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("no-such-check"))
                .anyMatch(problem -> problem.contains("moonPhase"));
    }

    private static Verdict judge(CheckSource source, Resource<?> resource) {
        return compile(source, EffectivePack.BASELINE)
                .judge(resource, AS_OF)
                .getFirst()
                .verdict();
    }

    private static CompiledChecks compile(CheckSource source, EffectivePack pack) {
        return CompiledChecks.compile(CheckCatalogue.of(List.of(source)), pack);
    }

    private static CheckSource check(String more, String pass) {
        return CheckSource.read("checks/aws/network/vpc/%s.yaml".formatted(ID), """
                title: Things are good
                severity: high
                owner: customer
                resource: aws.ec2.vpc
                %spass: '%s'
                message: "{resource.VpcId} is bad."
                risk: It is bad.
                remediation: Make it good.
                references: [https://docs.aws.amazon.com/]
                """.formatted(more, pass));
    }

    private static Resource<Ec2Vpc> vpc(String id, Read<List<FlowLog>> flowLogs) {
        Vpc vpc = Vpc.builder().vpcId(id).isDefault(false).build();
        return new Resource<>(
                ResourceTypes.EC2_VPC, new Region("eu-central-1"), id, id, Map.of(), document(vpc, flowLogs));
    }

    private static Ec2Vpc document(Vpc vpc, Read<List<FlowLog>> flowLogs) {
        Read<List<String>> none = Read.known(List.of());
        return new Ec2Vpc(
                vpc, flowLogs, Read.known(List.of()), Read.known(new VpcLayout(List.of(), List.of())), none, none);
    }

    @Test
    void leavesOutWhatAwsDidNotTellAndKeepsItsNames() {
        Vpc vpc = Vpc.builder()
                .vpcId("vpc-1")
                .tags(Tag.builder().key("team").value("shop").build())
                .build();

        assertThat(Document.of(new Resource<>(
                                ResourceTypes.EC2_VPC,
                                new Region("eu-central-1"),
                                "vpc-1",
                                "",
                                Map.of(),
                                document(vpc, Read.missing(DENIED))))
                        .members())
                .isEqualTo(Map.of(
                        "VpcId", "vpc-1",
                        "Tags", List.of(Map.of("Key", "team", "Value", "shop")),
                        "keptFlowLogs", List.of(),
                        "layout", Map.of("zones", List.of(), "subnets", List.of()),
                        "firewalls", List.of(),
                        "firewallEndpoints", List.of(),
                        "unread",
                                Map.of(
                                        "flowLogs",
                                        Map.of(
                                                "reason", "ACCESS_DENIED",
                                                "operation", "ec2:DescribeFlowLogs",
                                                "missingAction", "ec2:DescribeFlowLogs",
                                                "detail", "no permission"))));
    }
}
