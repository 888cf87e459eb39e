package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Which doors are safe, and what is said of those that stay shut. */
class TryDoorTest {
    private static final List<Region> REGIONS = List.of(new Region("eu-central-1"), new Region("me-south-1"));
    private static final String AWS_REFUSES =
            "AccessDenied: User: arn:aws:iam::999988887777:user/vigil-scanner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/";

    @TempDir
    Path folder;

    private EnteredAccount lab;

    @BeforeEach
    void start() throws Exception {
        lab = new EnteredAccount(TestAccount.start(folder, /* pageSize */ 2));
    }

    @AfterEach
    void stop() {
        lab.close();
        lab.account.close();
    }

    @Test
    void aRoleThatDemandsTheRightExternalIdLetsUsInAndNobodyElse() throws Exception {
        // When
        TryDoor.Tried tried = tryDoor(EnteredAccount.door());
        // Then
        assertThat(tried).isEqualTo(new TryDoor.Tried(ProbeOutcome.ENTERED, "", List.of()));
        assertThat(lab.sent("sts", "AssumeRole")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"Condition\": {\"StringLike\": {\"sts:ExternalId\": \"*\"}},",
                "\"Condition\": {\"StringEqualsIfExists\": {\"sts:ExternalId\": \"the-right-external-id\"}},",
                "\"Condition\": {\"StringNotEquals\": {\"sts:ExternalId\": \"some-other-id\"}},",
                // exactly the form of our ids
                "\"Condition\": {\"StringLike\": {\"sts:ExternalId\": \"????????????????????????????????????????????????????????????????\"}},",
                // lets in those without one only, so not even us
                "\"Condition\": {\"Null\": {\"sts:ExternalId\": \"true\"}},",
                "\"Condition\": {\"Null\": {\"sts:ExternalId\": \"false\"}},"
            })
    void aRoleThatLetsInWhoeverAsksIsUnsafe(String condition) throws Exception {
        // Given
        lab.account.trust(condition);
        // Then
        assertThat(tryDoor(EnteredAccount.door()).outcome()).isEqualTo(ProbeOutcome.UNSAFE);
    }

    @Test
    void aRoleThatTrustsEverybodyWithoutAConditionIsUnsafe() throws Exception {
        // Given
        lab.account.write("global/iam/trust/VigilReadOnly.json", """
                {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}""");
        // Then
        assertThat(tryDoor(EnteredAccount.door()).outcome()).isEqualTo(ProbeOutcome.UNSAFE);
    }

    @Test
    void whatAwsDoesNotTellApartGetsTheSameAnswer() throws Exception {
        // Given
        TryDoor.Tried wrongExternalId = tryDoor(door(TestAccount.ROLE, "another-external-id"));
        TryDoor.Tried noRole = tryDoor(door("NoSuchRole", TestAccount.EXTERNAL_ID));
        // When
        lab.account.write("global/iam/trust/VigilReadOnly.json", """
                {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                  "Action": "sts:AssumeRole"}]}""");
        TryDoor.Tried otherPrincipal = tryDoor(EnteredAccount.door());
        // Then
        assertThat(List.of(wrongExternalId, noRole, otherPrincipal))
                .extracting(TryDoor.Tried::outcome)
                .containsOnly(ProbeOutcome.REFUSED);
        assertThat(wrongExternalId.words()).isEqualTo(AWS_REFUSES + "VigilReadOnly");
        assertThat(noRole.words()).isEqualTo(AWS_REFUSES + "NoSuchRole");
        assertThat(otherPrincipal.words()).isEqualTo(wrongExternalId.words());
        assertThat(wrongExternalId.words()).doesNotContain("external-id");
    }

    @ParameterizedTest
    @CsvSource({
        "STS_OFF, STS_OFF, STS is not activated in this region for account:999988887777",
        "CLOCK_SKEW, CLOCK_SKEW, Signature expired:",
        "CLOCK_AHEAD, CLOCK_SKEW, Signature not yet current:",
        "EXPIRED_TOKEN, PROVIDER_CREDENTIALS, The security token included in the request is expired",
        "UNKNOWN_KEY, PROVIDER_CREDENTIALS, The security token included in the request is invalid.",
        "RESET, UNREACHABLE, ''",
        "HTML_200, UNREACHABLE, ''",
        "ERROR_500, UNREACHABLE, InternalFailure",
    })
    void whatSaysNothingOfTheRoleIsToldApart(Fault.Kind kind, ProbeOutcome outcome, String words) throws Exception {
        // Given
        lab.account.sandbox().faults().add(Fault.of(kind, "sts", "AssumeRole").in(TestAccount.ID));
        // When
        TryDoor.Tried tried = tryDoor(EnteredAccount.door());
        // Then
        assertThat(tried.outcome()).isEqualTo(outcome);
        assertThat(tried.words()).contains(words);
    }

    @Test
    void aThrottledTryIsNeverTakenForARefusal() throws Exception {
        // Given: the attempt without an ExternalId was never answered, so nobody knows whether the role is safe
        lab.account
                .sandbox()
                .faults()
                .add(Fault.of(Fault.Kind.THROTTLE, "sts", "AssumeRole").times(5));
        // Then
        assertThat(tryDoor(EnteredAccount.door()).outcome()).isEqualTo(ProbeOutcome.THROTTLED);
    }

    @Test
    void regionsThatDoNotKnowTheAccountAreNamed() throws Exception {
        // Given
        lab.account
                .sandbox()
                .faults()
                .add(new Fault(null, "me-south-1", "sts", null, Fault.Kind.REGION_OFF, null, null, null));
        // When
        TryDoor.Tried tried = tryDoor(EnteredAccount.door());
        // Then
        assertThat(tried.outcome()).isEqualTo(ProbeOutcome.ENTERED);
        assertThat(tried.regionsOff()).containsExactly(new Region("me-south-1"));
    }

    @Test
    void theProvidersOwnAccountIsNamedAsSuch() throws Exception {
        // Given
        Door own = new Door(
                new TenantId(UUID.randomUUID()),
                new AccountId("999988887777"),
                Optional.of(TestAccount.ROLE),
                Optional.of(TestAccount.EXTERNAL_ID));
        // Then
        assertThat(tryDoor(own).outcome()).isEqualTo(ProbeOutcome.OWN_ACCOUNT);
    }

    @Test
    void aSessionOfAnotherAccountThanTheOneAskedForIsRefused() throws Exception {
        // Given: whatever role is asked for, this AWS gives one of another account
        try (var lying = new OtherAccountsSts()) {
            TryDoor door = new TryDoor(
                    EnteredAccount.transport(lying.uri()),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAPROVIDER00000000", "secret")),
                    EnteredAccount.FRANKFURT);
            // When
            TryDoor.Tried tried = door.tryDoor(EnteredAccount.door(), REGIONS);
            // Then
            assertThat(tried.outcome()).isEqualTo(ProbeOutcome.WRONG_ACCOUNT);
            assertThat(tried.words()).contains("444455556666");
        }
    }

    private TryDoor.Tried tryDoor(Door door) throws InterruptedException {
        return new TryDoor(lab.transport, TestAccount.credentials(), EnteredAccount.FRANKFURT).tryDoor(door, REGIONS);
    }

    private static Door door(String role, String externalId) {
        return new Door(new TenantId(UUID.randomUUID()), EnteredAccount.ID, Optional.of(role), Optional.of(externalId));
    }
}
