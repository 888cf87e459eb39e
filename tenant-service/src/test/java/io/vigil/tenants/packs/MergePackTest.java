package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Owner;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Severity;
import io.vigil.tenants.packs.LevelDocument.Decision;
import io.vigil.tenants.packs.MergePack.Merged;
import io.vigil.tenants.packs.MergePack.Overruled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/policy-packs.md}, row by row. */
class MergePackTest {
    private static final CheckId MFA = new CheckId("iam-root-mfa-enabled");
    private static final CheckId KEYS = new CheckId("iam-access-key-rotated-within-90-days");

    @Test
    void withoutLevelsThePackIsTheBuiltInBaseline() {
        Merged merged = merge(LevelDocument.BUILT_IN, LevelDocument.EMPTY);
        assertThat(merged.pack().frameworks()).isEqualTo(EffectivePack.BASELINE.frameworks());
        assertThat(EventJson.digest(MergePack.merge(
                                List.of(LevelVersion.none(PackLevel.MSP), LevelVersion.none(PackLevel.TENANT)),
                                List.of())
                        .pack()))
                .isEqualTo(EventJson.digest(EffectivePack.BASELINE));
    }

    @Test
    void aLowerLevelAddsAndTakesAwayFrameworks() {
        Merged merged = merge(
                document("frameworks", List.of("vigil-baseline", "nis2")),
                document("frameworks", List.of("hipaa"), "disabledFrameworks", List.of("nis2")));
        assertThat(merged.pack().frameworks()).containsExactly("vigil-baseline", "hipaa");
        assertThat(merged.origins())
                .containsEntry("frameworks/hipaa", PackLevel.TENANT)
                .containsEntry("frameworks/vigil-baseline", PackLevel.MSP);
    }

    @Test
    void aLowerLevelSwitchesChecksOffAndOnAgain() {
        Merged merged = merge(
                document("disabledChecks", List.of(MFA, KEYS)),
                document("enabledChecks", List.of(MFA)),
                document("enabledChecks", List.of(KEYS), "disabledChecks", List.of("ec2-ami-not-public")));
        assertThat(merged.pack().disabledChecks()).containsExactly(new CheckId("ec2-ami-not-public"));
        assertThat(merged.origins()).containsEntry("checks/" + KEYS, PackLevel.ACCOUNT);
    }

    @Test
    void theLaterLevelWinsEachParameterByItself() {
        Merged merged = merge(
                document("params", Map.of(KEYS, Map.of("maxAgeDays", 90, "other", 1))),
                document("params", Map.of(KEYS, Map.of("maxAgeDays", 60))));
        assertThat(merged.pack().params()).isEqualTo(Map.of(KEYS, Map.of("maxAgeDays", 60, "other", 1)));
        assertThat(merged.origins())
                .containsEntry("params/%s/maxAgeDays".formatted(KEYS), PackLevel.TENANT)
                .containsEntry("params/%s/other".formatted(KEYS), PackLevel.MSP);
    }

    @Test
    void aDeclarationIsReplacedWholeAndARegisterIsJoined() {
        Merged merged = merge(
                document(
                        "declarations",
                        Map.of(
                                "approvedRegions", Map.of("regions", List.of("eu-central-1")),
                                "publicAddresses", List.of(address("192.0.2.1", "MSP"), address("192.0.2.2", "MSP")))),
                document(
                        "declarations",
                        Map.of(
                                "approvedRegions", Map.of("regions", List.of("us-east-1")),
                                "publicAddresses", List.of(address("192.0.2.2", "tenant")))));
        assertThat(merged.pack().declarations())
                .isEqualTo(Map.of(
                        "approvedRegions",
                        Map.of("regions", List.of("us-east-1")),
                        "publicAddresses",
                        List.of(address("192.0.2.1", "MSP"), address("192.0.2.2", "tenant"))));
    }

    @Test
    void theOwnerOfAControlIsMovedByTheLowestLevelThatSpeaks() {
        Merged merged = merge(
                document("owners", Map.of(MFA, "partner")),
                document("owners", Map.of(MFA, "customer")),
                document("owners", Map.of(KEYS, "partner")));
        assertThat(merged.pack().owners()).isEqualTo(Map.of(MFA, Owner.CUSTOMER, KEYS, Owner.PARTNER));
    }

    @Test
    void theDaysToRemedyOfASeverityAreTheLowestLevelsThatNamesIt() {
        // When
        Merged merged = merge(
                document("remediationDays", Map.of("critical", 5, "high", 20)),
                document("remediationDays", Map.of("critical", 3)),
                document("remediationDays", Map.of("low", 400)));
        // Then
        assertThat(merged.pack().daysToRemediate()).containsExactly(3, 20, 90, 400);
        assertThat(merged.origins())
                .containsEntry("remediationDays/critical", PackLevel.TENANT)
                .containsEntry("remediationDays/high", PackLevel.MSP)
                .containsEntry("remediationDays/low", PackLevel.ACCOUNT)
                .doesNotContainKey("remediationDays/medium");
    }

    @Test
    void aDecisionIsAddedBelowAndTheHighestLevelsWordsStand() {
        Merged merged = merge(
                decide(MFA.value(), "of the baseline", false),
                new LevelDocument(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(decision(MFA.value(), "again", false), decision("nis2/1.1.1(a)", "own", false)),
                        null,
                        null,
                        null,
                        null));
        assertThat(merged.pack().decidedOut())
                .extracting(DecidedOut::control, DecidedOut::level, DecidedOut::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ControlId.of(MFA), PackLevel.MSP, "of the baseline"),
                        org.assertj.core.groups.Tuple.tuple(new ControlId("nis2/1.1.1(a)"), PackLevel.TENANT, "own"));
        assertThat(merged.overruled()).isEmpty();
    }

    @Test
    void aDecisionFromAboveIsTakenBackOnlyIfItMayBe() {
        // Given
        LevelDocument in = document("decidedIn", List.of(MFA));
        // When
        Merged liftable = merge(decide(MFA.value(), "r", true), in);
        Merged kept = merge(decide(MFA.value(), "r", false), in);
        // Then
        assertThat(liftable.pack().decidedOut()).isEmpty();
        assertThat(liftable.overruled()).isEmpty();
        assertThat(kept.pack().decides(MFA)).isTrue();
        assertThat(kept.overruled())
                .containsExactly(
                        new Overruled(
                                PackLevel.TENANT,
                                "decidedIn/0",
                                "iam-root-mfa-enabled was decided out by the level 'msp', which does not let it be taken back"));
    }

    @Test
    void whatTheBaselineFixesStaysWhateverLowerLevelsSay() {
        // Given
        LevelDocument baseline = new LevelDocument(
                List.of("vigil-baseline"),
                null,
                null,
                null,
                Map.of(KEYS, Map.of("maxAgeDays", 30)),
                Map.of("auditLogs", Map.of("days", 365)),
                null,
                null,
                Map.of(MFA, Owner.PARTNER),
                Map.of(Severity.HIGH, 20),
                List.of(
                        "checks/" + MFA,
                        "params/" + KEYS,
                        "remediationDays/high",
                        "declarations/auditLogs",
                        "owners/" + MFA,
                        "frameworks/vigil-baseline"));
        LevelDocument against = new LevelDocument(
                null,
                List.of("vigil-baseline"),
                null,
                List.of(MFA),
                Map.of(KEYS, Map.of("maxAgeDays", 999)),
                Map.of("auditLogs", Map.of("days", 1)),
                List.of(decision(MFA.value(), "no", false), decision("vigil-baseline/1.1", "no", false)),
                null,
                Map.of(MFA, Owner.CUSTOMER),
                Map.of(Severity.HIGH, 300),
                null);
        // When
        Merged merged = merge(baseline, against, against);
        // Then
        EffectivePack alone = merge(baseline).pack();
        assertThat(merged.pack())
                .usingRecursiveComparison()
                .ignoringFields("versions")
                .isEqualTo(alone);
        assertThat(merged.overruled().stream().filter(each -> each.level() == PackLevel.TENANT))
                .extracting(Overruled::path)
                .containsExactlyInAnyOrder(
                        "disabledFrameworks/0",
                        "disabledChecks/0",
                        "params/%s/maxAgeDays".formatted(KEYS),
                        "declarations/auditLogs",
                        "owners/" + MFA,
                        "remediationDays/high",
                        "decidedOut/0",
                        "decidedOut/1");
        assertThat(merged.overruled())
                .hasSize(16)
                .allSatisfy(each -> assertThat(each.why()).contains("the baseline (version 1) fixes"));
    }

    @Test
    void theBaselineMayChangeWhatItFixes() {
        LevelDocument baseline = new LevelDocument(
                null, null, null, List.of(MFA), null, null, null, null, null, null, List.of("checks/" + MFA));
        assertThat(merge(baseline).pack().disabledChecks()).containsExactly(MFA);
        assertThat(merge(baseline, document("enabledChecks", List.of(MFA)))
                        .pack()
                        .disabledChecks())
                .containsExactly(MFA);
    }

    @Test
    void thePackNamesTheVersionsOfItsLevels() {
        Merged merged = MergePack.merge(
                List.of(
                        version(PackLevel.MSP, 7, LevelDocument.EMPTY),
                        version(PackLevel.TENANT, 0, LevelDocument.EMPTY),
                        version(PackLevel.ACCOUNT, 2, LevelDocument.EMPTY)),
                List.of());
        assertThat(merged.pack().levels()).isEqualTo(new PackVersions(7, 0, 2));
        assertThat(merged.pack().levels().words()).isEqualTo("baseline 7, customer 0, account 2");
    }

    @Test
    void whatChangedIsTheDifferenceOfTwoPacks() {
        // Given
        EffectivePack before = merge(
                        document("frameworks", List.of("nis2"), "disabledChecks", List.of(KEYS)),
                        decide(MFA.value(), "r", false))
                .pack();
        EffectivePack after = merge(
                        document("frameworks", List.of("hipaa"), "params", Map.of(KEYS, Map.of("maxAgeDays", 5))),
                        document("owners", Map.of(MFA, "aws"), "declarations", Map.of("auditLogs", Map.of("days", 3))),
                        document("remediationDays", Map.of("critical", 3, "low", 180)))
                .pack();
        // When
        PackChanges changes = PackChanges.between(before, after, check -> Owner.CUSTOMER);
        // Then
        assertThat(changes)
                .isEqualTo(new PackChanges(
                        List.of("hipaa"),
                        List.of("nis2"),
                        List.of(KEYS),
                        List.of(),
                        List.of(),
                        List.of(ControlId.of(MFA)),
                        List.of(),
                        List.of(new PackChanges.OwnerMoved(MFA, Owner.CUSTOMER, Owner.AWS)),
                        List.of(new PackChanges.ParamChanged(KEYS, "maxAgeDays", null, 5)),
                        List.of("auditLogs"),
                        List.of(new PackChanges.DaysChanged(Severity.CRITICAL, 7, 3))));
        assertThat(PackChanges.between(after, after, check -> Owner.CUSTOMER)).isEqualTo(PackChanges.NONE);
    }

    @Test
    void whatTheCustomerNewlyAnswersForIsAskedAboutAgain() {
        Map<String, Owner> before = Map.of("a-b", Owner.PARTNER, "c-d", Owner.CUSTOMER);
        assertThat(Responsibility.addedToCustomer(before, before)).isEmpty();
        assertThat(Responsibility.addedToCustomer(before, Map.of("a-b", Owner.AWS, "c-d", Owner.PARTNER)))
                .isEmpty();
        assertThat(Responsibility.addedToCustomer(before, Map.of("a-b", Owner.CUSTOMER, "c-d", Owner.CUSTOMER)))
                .containsExactly("a-b");
        assertThat(Responsibility.addedToCustomer(before, Map.of("e-f", Owner.CUSTOMER)))
                .containsExactly("e-f");
        assertThat(Responsibility.addedToCustomer(before, Map.of("a-b@111122223333", Owner.CUSTOMER)))
                .containsExactly("a-b@111122223333");
        assertThat(Responsibility.addedToCustomer(before, Map.of("c-d@111122223333", Owner.CUSTOMER)))
                .isEmpty();
    }

    private static Map<String, Object> address(String address, String owner) {
        return Map.of("address", address, "owner", owner);
    }

    private static LevelDocument decide(String control, String reason, boolean liftable) {
        return new LevelDocument(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(decision(control, reason, liftable)),
                null,
                null,
                null,
                null);
    }

    private static Decision decision(String control, String reason, boolean liftable) {
        return new Decision(new ControlId(control), reason, null, liftable, "Ada", Instant.EPOCH);
    }

    private static LevelDocument document(Object... members) {
        Map<String, Object> json = new java.util.HashMap<>();
        for (int i = 0; i < members.length; i += 2) json.put((String) members[i], members[i + 1]);
        return EventJson.MAPPER.convertValue(json, LevelDocument.class);
    }

    private static Merged merge(LevelDocument... documents) {
        List<LevelVersion> levels = new ArrayList<>();
        Arrays.stream(documents)
                .forEach(document -> levels.add(version(PackLevel.values()[levels.size()], 1, document)));
        return MergePack.merge(levels, List.of());
    }

    private static LevelVersion version(PackLevel level, long version, LevelDocument document) {
        return new LevelVersion(level, version, document, PackChanges.NONE, "", Instant.EPOCH, "Ada");
    }
}
