package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnreadReason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compiles in the smaller dialect is stopped within its time and its memory. */
class OwnCheckBoundsTest {
    private static final CheckId ID = new CheckId("own-0123456789-thing-good");
    private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.of(List.of());
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long ONE_STEP = 1L << 20;
    private static final Map<String, Object> LARGE = new HashMap<>();

    @BeforeAll
    static void aLargeDocument() {
        List<Object> tags = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) tags.add(Map.of("Key", "key-" + i, "Value", "a".repeat(20)));
        LARGE.putAll(Map.of("VpcId", "a".repeat(50_000), "CidrBlock", "10.0.0.0/8", "Tags", tags));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.Tags.all(a, resource.Tags.all(b, resource.Tags.all(c, a.Key != b.Value)))",
                "resource.Tags.filter(a, resource.Tags.filter(b, resource.Tags.filter(c, true) != []) != []) != []",
                "resource.Tags.all(a, resource.Tags.all(b, resource.Tags == resource.Tags))",
                "resource.Tags.all(a, resource.Tags.all(b, resource == resource))",
                "resource.Tags.all(a, resource.VpcId.matches('(a?){50}(a*)*b'))",
                "resource.Tags.all(a, !resource.VpcId.matches('(.*)*(.*)*(.*)*(.*)*x$'))",
                "resource.VpcId.matches('(?i)([a-z]*[^b]*[a-c]*){90}x')",
                "resource.Tags.all(a, resource.Tags.all(b, resource.VpcId.contains(a.Value)))",
                "resource.VpcId.contains(resource.VpcId)",
                "resource.Tags.exists(a, resource.Tags.exists(b, resource.Tags.exists(c, 1 / 0 == 1)))",
                "resource.Tags.exists(a, resource.Tags.all(b, resource.Tags.all(c, true)) && 1 / 0 == 1) || true",
                "resource.Tags.all(a, resource.Tags.all(b, string(bytes(resource.VpcId)) != a.Key))"
            })
    void isStoppedByItsOwnClockAndMemory(String pass) {
        // Given
        CompiledCheck check = compiled(pass);
        for (int i = 0; i < 3; i++) judge(compiled("resource.Tags.all(t, t.Key != '')"), new Allowance());
        long before = THREADS.getCurrentThreadAllocatedBytes();

        // When
        Judgement judgement = judge(check, new Allowance());

        // Then
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before - bindingAllocates();
        assertThat(judgement.outcome().status()).isEqualTo(Status.UNDETERMINED);
        assertThat(judgement.verdict().message()).contains("it was stopped, since it");
        assertThat(judgement.verdict().unread().reason()).isEqualTo(UnreadReason.CHECK_FAILED);
        assertThat(allocated).isLessThan(Allowance.BYTES + ONE_STEP);
    }

    @Test
    void theClockOfTheEvaluationStopsIt() {
        // Given
        AtomicLong looks = new AtomicLong();
        Allowance allowance = new Allowance(
                () -> looks.incrementAndGet() * Duration.ofMillis(1).toNanos(), Long.MAX_VALUE);

        // When
        Judgement judgement = judge(compiled("resource.Tags.all(a, a.Key != '')"), allowance);

        // Then
        assertThat(judgement.outcome()).isInstanceOf(Outcome.Undetermined.class);
        assertThat(judgement.verdict().message()).contains("longer than the 50 ms");
        assertThat(judgement.evidence()).isEmpty();
        assertThat(looks).hasValueLessThan(50);
    }

    @Test
    void aMachineThatStandsStillIsNotTheChecks() {
        // Given
        AtomicLong looks = new AtomicLong();
        Allowance allowance = new Allowance(
                () -> looks.incrementAndGet() < 2 ? 0 : Duration.ofMinutes(1).toNanos(), Long.MAX_VALUE);

        // When
        Judgement judgement = judge(compiled("resource.CidrBlock == '10.0.0.0/8'"), allowance);

        // Then
        assertThat(judgement.outcome()).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void memoryStopsItToo() {
        // Given
        Allowance allowance = new Allowance(() -> 0, /* bytes */ 256 * 1024);

        // When
        Judgement judgement = judge(compiled("resource.Tags.filter(a, true).filter(a, true) != []"), allowance);

        // Then
        assertThat(judgement.verdict().message()).contains("more memory than the 256 KiB");
    }

    @Test
    void whatCannotBeStoppedInTheMiddleIsRefusedWhenItIsLarge() {
        assertThat(judge(compiled("resource.VpcId.contains(resource.VpcId)"), new Allowance())
                        .verdict()
                        .message())
                .contains("searches a text of 50000 characters");
    }

    @Test
    void anHonestCheckOverALargeDocumentIsJudged() {
        // Given
        CompiledCheck check = compiled("!resource.Tags.exists(t, t.Key == 'key-2999')");
        for (int i = 0; i < 20; i++) judge(check, new Allowance());

        // When: by the time that it computes, since what waits for its turn on a busy machine is not the check's
        Judgement judgement = judge(check, new Allowance(THREADS::getCurrentThreadCpuTime, Allowance.BYTES));

        // Then
        assertThat(judgement.outcome()).isInstanceOf(Outcome.Fail.class);
        assertThat(judgement.verdict().message()).hasSizeLessThan(250).endsWith("… is bad.");
        assertThat(EventJson.bytes(judgement.evidence()).length).isLessThan(Evidence.MAX_BYTES);
    }

    @Test
    void aCheckThatIsStoppedAgainAndAgainIsNotTriedAnyMore() {
        // Given
        OwnCheck own = own("resource.Tags.all(a, resource.Tags.all(b, resource.Tags.all(c, true)))");
        CompiledChecks checks = CompiledChecks.compile(CATALOGUE, EffectivePack.BASELINE.withOwnChecks(List.of(own)));
        Document document = new Document(type(), LARGE);
        ResourceRef vpc = new ResourceRef(type(), new Region("eu-central-1"), "vpc-1", "vpc");

        // When
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < 22; i++) judgements.addAll(checks.judge(vpc, document, AS_OF));

        // Then
        assertThat(judgements).allSatisfy(each -> assertThat(each.outcome()).isInstanceOf(Outcome.Undetermined.class));
        assertThat(judgements.getFirst().verdict().message()).contains("it was stopped");
        assertThat(judgements.getLast().verdict().message()).contains("was not tried on this one");
    }

    @Test
    void matchesMeansTheSameInBothDialects() {
        for (String pattern : List.of("b", "^b", "b$", "a.c", "(?i)ABC", "[^x]+", "^$", "")) {
            boolean own = judge(compiled("'abc'.matches('" + pattern + "')"), new Allowance())
                            .outcome()
                    instanceof Outcome.Pass;
            CheckSource source = CheckSource.read("checks/aws/network/ec2/ec2-thing-good.yaml", """
                    title: Things are good
                    severity: high
                    owner: customer
                    resource: aws.ec2.vpc
                    pass: "'abc'.matches('%s')"
                    message: Bad.
                    risk: It is bad.
                    remediation: Make it good.
                    references: [https://docs.aws.amazon.com/]
                    """.formatted(pattern));
            CompiledCheck compiled = CompiledCheck.compile(source, type());
            Outcome ours = compiled.outcome(facts(compiled, Optional.empty()));
            assertThat(ours instanceof Outcome.Pass).as(pattern).isEqualTo(own);
        }
    }

    private static long bindingAllocates() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Binding.atOnce(Shapes.of(type().document()), LARGE);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static ResourceType<?> type() {
        return ResourceTypes.named("aws.ec2.vpc").orElseThrow();
    }

    private static CompiledCheck compiled(String pass) {
        return CATALOGUE.compiled(own(pass)).values().iterator().next();
    }

    private static OwnCheck own(String pass) {
        return OwnCheck.of(ID, """
                title: Things are good
                severity: high
                resource: aws.ec2.vpc
                pass: "%s"
                message: "{resource.Tags} is bad."
                """.formatted(pass));
    }

    private static Judgement judge(CompiledCheck check, Allowance allowance) {
        Facts facts = facts(check, Optional.of(allowance));
        return check.judge(new ResourceRef(type(), new Region("eu-central-1"), "vpc-1", "vpc"), LARGE, facts);
    }

    private static Facts facts(CompiledCheck check, Optional<Allowance> allowance) {
        return new Facts(
                "vpc",
                Binding.of(Shapes.of(type().document()), LARGE),
                Binding.exactly(check.params(), Map.of()),
                CompiledChecks.declared(Map.of()),
                AS_OF,
                check.let(),
                allowance);
    }
}
