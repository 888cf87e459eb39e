package io.vigil.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackJsonTest {
    private static final CheckId ROOT_MFA = new CheckId("iam-root-mfa-enabled");
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    @Test
    void aPackWithoutDecisionsIsWrittenAsItAlwaysWas() {
        assertThat(new String(EventJson.bytes(EffectivePack.BASELINE), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"frameworks\":[\"vigil-baseline\",\"cis-aws-foundations-7.0\",\"aws-foundational-security-best-practices\"],"
                                + "\"disabledChecks\":[],\"params\":{},\"declarations\":{}}");
    }

    @Test
    void everyMemberOfAPackSurvivesTheWireUnderItsDigest() throws Exception {
        // Given
        EffectivePack pack = new EffectivePack(
                List.of("vigil-baseline"),
                List.of(),
                Map.of(ROOT_MFA, Map.of("days", 3)),
                Map.of(),
                List.of(),
                List.of(new DecidedOut(
                        new ControlId("cis-aws-foundations-7.0/1.5"),
                        PackLevel.MSP,
                        "=cmd()|\u202e",
                        "Ada",
                        Instant.parse("2026-01-02T03:04:05.000006Z"),
                        LocalDate.of(2027, 1, 1),
                        true)),
                Map.of(ROOT_MFA, Owner.PARTNER),
                new PackVersions(3, 2, 1),
                Map.of(Severity.CRITICAL, 3));
        // When
        EffectivePack read = EventJson.MAPPER.readValue(EventJson.bytes(pack), EffectivePack.class);
        // Then
        assertThat(read).isEqualTo(pack);
        assertThat(EventJson.digest(read)).isEqualTo(EventJson.digest(pack));
        assertThat(EventJson.write(
                        new PackPublished(TENANT, 1, new PackDigest(EventJson.digest(pack)), pack, Instant.EPOCH)))
                .contains("\"remediationDays\":{\"critical\":3}");
    }

    @Test
    void aSeverityThatNoLevelNamesIsRemediedInTheDaysOfTheBaseline() {
        assertThat(EffectivePack.BASELINE.daysToRemediate()).containsExactly(7, 30, 90, 180);
        assertThat(EffectivePack.BASELINE
                        .withRemediationDays(Map.of(Severity.HIGH, 1))
                        .daysToRemediate())
                .containsExactly(7, 1, 90, 180);
    }

    @Test
    void aCheckThatIsDecidedOutDoesNotRun() {
        EffectivePack pack = new EffectivePack(
                List.of(),
                List.of(new CheckId("ec2-ami-not-public")),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(new DecidedOut(ControlId.of(ROOT_MFA), PackLevel.TENANT, "r", "b", Instant.EPOCH, null, false)),
                Map.of(),
                null,
                Map.of());
        assertThat(pack.runs(ROOT_MFA)).isFalse();
        assertThat(pack.runs(new CheckId("ec2-ami-not-public"))).isFalse();
        assertThat(pack.runs(new CheckId("ec2-ebs-encrypted"))).isTrue();
        assertThat(pack.checksDecidedOut()).containsExactly(ROOT_MFA);
    }

    @Test
    void theEventOfAnAccountHasAKeyOfItsOwn() {
        PackDigest digest = new PackDigest(EventJson.digest(EffectivePack.BASELINE));
        PackPublished ofTenant = new PackPublished(TENANT, 1, digest, EffectivePack.BASELINE, Instant.EPOCH);
        PackPublished ofAccount = new PackPublished(
                TENANT, new AccountId("111122223333"), 1, digest, EffectivePack.BASELINE, Instant.EPOCH);
        assertThat(ofAccount.key()).isEqualTo(TENANT + "/111122223333").isNotEqualTo(ofTenant.key());
        assertThat(ofAccount.eventId()).isNotEqualTo(ofTenant.eventId());
        assertThat(EventJson.read(EventJson.write(ofAccount))).isEqualTo(ofAccount);
        assertThat(EventJson.read(EventJson.write(ofTenant))).isEqualTo(ofTenant);
    }

    @Test
    void whatIsNoControlIsRefused() {
        for (String text : List.of("", "/", "a/", "No Check", "cis/<b>", "cis/1\n2", "x/" + "1".repeat(300)))
            assertThatThrownBy(() -> new ControlId(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        ControlId requirement = new ControlId("iso-27001-2022/A.8.3");
        assertThat(requirement.framework()).contains("iso-27001-2022");
        assertThat(requirement.requirement()).contains("A.8.3");
        assertThat(requirement.check()).isEmpty();
    }
}
