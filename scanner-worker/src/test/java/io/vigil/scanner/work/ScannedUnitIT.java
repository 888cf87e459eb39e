package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.sandbox.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** From the request on the broker to the report on the broker. */
@OneWorker
class ScannedUnitIT extends OnTheWire {

    @Test
    void aUnitIsReportedOnceAndWholeAndSaysWhatTheEngineSays() throws Exception {
        // Given
        ScanUnitRequested asked = Units.frankfurt();

        // When
        wire.say(asked);

        // Then
        Report report = Report.awaited(wire, asked.unit());
        report.assertSays(Units.verdictsOfTheEngine(sandbox()));
        assertThat(report.closing().pack()).isEqualTo(PackServer.BASELINE);
        assertThat(report.closing().completeTypes()).contains("aws.ec2.vpc", "aws.ec2.security-group");
        assertThat(wire.told(UnitClosed.class, asked.unit())).hasSize(1);
        assertThat(wire.told(UnitStarted.class, asked.unit())).singleElement().satisfies(started -> {
            assertThat(started.run()).isEqualTo(report.closing().run());
            assertThat(started.worker()).isEqualTo(WorkerLab.NAME);
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void aUnitThatOutlivesTheHoldIsNotHandedOutAgain() throws Exception {
        // Given
        breaks(Fault.delay("ec2", "DescribeVpcs", HOLD.plus(HOLD)));
        ScanUnitRequested asked = Units.frankfurt();

        // When
        wire.say(asked);

        // Then
        UnitClosed closing = Report.awaited(wire, asked.unit()).closing();
        assertThat(Duration.between(closing.startedAt(), closing.endedAt())).isGreaterThan(HOLD.plus(HOLD));
        assertThat(wire.told(UnitStarted.class, asked.unit())).hasSize(1);
        assertThat(wire.told(UnitBeat.class, asked.unit()))
                .hasSizeGreaterThan(5)
                .extracting(UnitBeat::beat)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aRequestThatComesTwiceMakesTwoRunsEachWhole() {
        // Given
        ScanUnitRequested asked = Units.frankfurt();

        // When
        wire.say(asked);
        wire.say(asked);

        // Then
        await("two closed runs")
                .until(() -> wire.told(UnitClosed.class, asked.unit()).size() == 2);
        List<UnitClosed> closed = wire.told(UnitClosed.class, asked.unit());
        assertThat(closed.getFirst().run()).isNotEqualTo(closed.getLast().run());
        Report.of(wire, closed.getFirst())
                .assertSays(Report.of(wire, closed.getLast()).verdicts());
    }

    @Test
    void whatAwsDoesNotSayIsUndeterminedAndTheRestIsAsEver() throws Exception {
        // Given
        Map<String, UnreadReason> reasons = Map.of(
                "aws.ec2.volume", UnreadReason.THROTTLED,
                "aws.kms.key", UnreadReason.ACCESS_DENIED,
                "aws.rds.db-instance", UnreadReason.SERVICE_FAILED,
                "aws.lambda.function", UnreadReason.MALFORMED,
                "aws.elbv2.load-balancer", UnreadReason.REGION_OFF);
        breaks(Fault.of(Fault.Kind.THROTTLE, "ec2", "DescribeVolumes"));
        breaks(Fault.of(Fault.Kind.DENY, "kms", "ListKeys"));
        breaks(Fault.of(Fault.Kind.ERROR_500, "rds", "DescribeDBInstances"));
        breaks(Fault.of(Fault.Kind.HTML_404, "lambda", "ListFunctions"));
        breaks(Fault.of(Fault.Kind.REGION_OFF, "elbv2", "DescribeLoadBalancers"));
        ScanUnitRequested asked = Units.frankfurt();

        // When
        wire.say(asked);

        // Then
        Report report = Report.awaited(wire, asked.unit());
        heal();
        List<Verdict> healthy = Units.verdictsOfTheEngine(sandbox());
        assertThat(report.closing().completeTypes()).doesNotContainAnyElementsOf(reasons.keySet());
        assertThat(report.resources()).noneMatch(seen -> reasons.containsKey(seen.resourceType()));
        reasons.forEach((type, reason) -> {
            List<Verdict> ofType = of(report.verdicts(), type);
            assertThat(ofType).as(type).isNotEmpty().allSatisfy(verdict -> {
                assertThat(verdict.status()).isEqualTo(Status.UNDETERMINED);
                assertThat(verdict.unread()).extracting(Unread::reason).isEqualTo(reason);
            });
            // one for each check of the type, whatever the number of its resources
            assertThat(ofType).extracting(Verdict::check).doesNotHaveDuplicates();
            assertThat(of(healthy, type).stream().map(Verdict::check))
                    .isSubsetOf(ofType.stream().map(Verdict::check).toList());
        });
        assertThat(of(report.verdicts(), "aws.kms.key"))
                .extracting(verdict -> Objects.requireNonNull(verdict.unread()).missingAction())
                .containsOnly("kms:ListKeys");
        assertAsEver(without(report.verdicts(), reasons), without(healthy, reasons), reasons.values());
    }

    /** What rests on something that was not said is undetermined for that reason; all else is as it was. */
    private static void assertAsEver(List<Verdict> verdicts, List<Verdict> healthy, Collection<UnreadReason> reasons) {
        Map<String, Verdict> before = byCheckAndResource(healthy);
        Map<String, Verdict> now = byCheckAndResource(verdicts);
        assertThat(now.keySet()).isEqualTo(before.keySet());
        now.forEach((key, verdict) -> {
            Status was = Objects.requireNonNull(before.get(key)).status();
            if (verdict.status() == was) return;
            assertThat(verdict.status()).as(key).isEqualTo(Status.UNDETERMINED);
            assertThat(Objects.requireNonNull(verdict.unread()).reason())
                    .as(key)
                    .isIn(reasons);
        });
    }

    private static Map<String, Verdict> byCheckAndResource(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.toMap(
                        verdict -> "%s %s".formatted(verdict.check(), verdict.resource()), Function.identity()));
    }

    @Test
    void anAccountThatLetsNobodyInIsToldAndTheUnitIsOver() {
        // Given
        ScanUnitRequested asked = Units.frankfurt(PackServer.BASELINE, "an-external-id-that-is-not-theirs");

        // When
        wire.say(asked);

        // Then
        assertThat(wire.awaits(UnitFailed.class, asked.unit()).cause()).isEqualTo(UnitFailed.Cause.ROLE_REFUSED);
        assertOver(asked);
    }

    @Test
    void aPackThatCannotBeUsedIsToldAndTheUnitIsOver() {
        // Given
        ScanUnitRequested asked = Units.frankfurt(PackServer.UNUSABLE, Units.EXTERNAL_ID);

        // When
        wire.say(asked);

        // Then
        UnitFailed told = wire.awaits(UnitFailed.class, asked.unit());
        assertThat(told.cause()).isEqualTo(UnitFailed.Cause.PACK_UNUSABLE);
        assertThat(told.message()).contains("shieldDecision");
        assertOver(asked);
    }

    /** The slot has turned to the next unit, and this one was started once and reported nothing. */
    private static void assertOver(ScanUnitRequested asked) {
        ScanUnitRequested next = Units.frankfurt();
        wire.say(next);
        Report.awaited(wire, next.unit());
        assertThat(wire.told(UnitStarted.class, asked.unit())).hasSize(1);
        assertThat(wire.told(UnitClosed.class, asked.unit())).isEmpty();
    }

    private static List<Verdict> of(List<Verdict> verdicts, String type) {
        return verdicts.stream()
                .filter(verdict -> verdict.resourceType().equals(type))
                .toList();
    }

    private static List<Verdict> without(List<Verdict> verdicts, Map<String, UnreadReason> types) {
        return verdicts.stream()
                .filter(verdict -> !types.containsKey(verdict.resourceType()))
                .toList();
    }
}
