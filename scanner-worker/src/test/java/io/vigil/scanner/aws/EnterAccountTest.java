package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitFailed;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnterAccountTest {
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
    void aRoleThatTrustsUsWithTheExternalIdLetsUsIn() throws Exception {
        assertThat(lab.enter().enter(EnteredAccount.door())).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void aWrongExternalIdIsARefusalThatSaysWhatToDo() throws Exception {
        // When
        Entry entry = lab.enter().enter(door(TestAccount.ID, TestAccount.ROLE, "another-external-id"));

        // Then
        assertThat(refusal(entry).cause()).isEqualTo(UnitFailed.Cause.ROLE_REFUSED);
        assertThat(refusal(entry).message())
                .contains("arn:aws:iam::111122223333:role/VigilReadOnly")
                .contains("trusts Vigil with this ExternalId")
                .doesNotContain("another-external-id")
                .doesNotContain(TestAccount.EXTERNAL_ID);
    }

    @Test
    void aRoleThatDoesNotExistIsRefused() throws Exception {
        Entry entry = lab.enter().enter(door(TestAccount.ID, "NoSuchRole", TestAccount.EXTERNAL_ID));
        assertThat(refusal(entry).cause()).isEqualTo(UnitFailed.Cause.ROLE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no condition at all; any ExternalId; the right one only if there is one
                "",
                "\"Condition\": {\"StringLike\": {\"sts:ExternalId\": \"*\"}},",
                "\"Condition\": {\"StringEqualsIfExists\": {\"sts:ExternalId\": \"the-right-external-id\"}},"
            })
    void aRoleThatLetsInWhoeverAsksIsNotUsed(String condition) throws Exception {
        // Given
        lab.account.trust(condition);

        // When
        Entry entry = lab.enter().enter(EnteredAccount.door());

        // Then
        assertThat(refusal(entry).cause()).isEqualTo(UnitFailed.Cause.ROLE_UNSAFE);
        assertThat(refusal(entry).message()).contains("sts:ExternalId");
        assertThat(lab.sent("sts", "GetCallerIdentity")).isZero();
    }

    @Test
    void aSessionInAnotherAccountIsNotUsed() throws Exception {
        // Given: the provider's own credentials, which belong to another account
        Door door = new Door(new TenantId(UUID.randomUUID()), EnteredAccount.ID, Optional.empty(), Optional.empty());

        // When
        Entry entry = lab.enter().enter(door);

        // Then
        assertThat(refusal(entry).cause()).isEqualTo(UnitFailed.Cause.WRONG_ACCOUNT);
        assertThat(refusal(entry).message()).contains("999988887777").contains(TestAccount.ID);
    }

    @Test
    void anStsThatFailsIsOurFaultAndMayPass() throws Exception {
        // Given
        lab.account.sandbox().faults().add(Fault.of(Fault.Kind.ERROR_500, "sts", "AssumeRole"));

        // When
        Entry entry = lab.enter().enter(EnteredAccount.door());

        // Then
        assertThat(refusal(entry).cause()).isEqualTo(UnitFailed.Cause.VIGIL_FAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AssumeRole", "GetCallerIdentity"})
    void whoIsStoppedAtTheDoorSaysNothingOfTheAccount(String operation) throws Exception {
        lab.account.sandbox().faults().add(Fault.delay("sts", operation, Duration.ofSeconds(30)));
        Interrupted.when(() -> lab.sent("sts", operation) > 0, () -> lab.enter().enter(EnteredAccount.door()));
    }

    @Test
    void whoIsStoppedBetweenTwoAttemptsSaysNothingOfTheAccountEither() throws Exception {
        lab.account.sandbox().faults().add(Fault.of(Fault.Kind.THROTTLE, "sts", "AssumeRole"));
        Interrupted.when(
                () -> lab.sent("sts", "AssumeRole") > 1, () -> lab.enter().enter(EnteredAccount.door()));
    }

    @Test
    void aSessionIsKeptForItsTenantAndAccountAlone() throws Exception {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        AwsSessions sessions = new AwsSessions(lab.enter(), now::get);
        Door door = EnteredAccount.door();
        AwsSession first = entered(sessions.enter(door));
        long assumed = lab.sent("sts", "AssumeRole");

        // Then: the same door opens on the same session, and AWS is asked only who it is
        assertThat(entered(sessions.enter(door))).isSameAs(first);
        assertThat(lab.sent("sts", "AssumeRole")).isEqualTo(assumed);
        assertThat(lab.sent("sts", "GetCallerIdentity")).isEqualTo(2);

        // another tenant's door to the same account is another one
        assertThat(entered(sessions.enter(EnteredAccount.door()))).isNotSameAs(first);

        // and after a while the role's trust is probed again
        now.set(now.get().plus(Duration.ofMinutes(46)));
        lab.account.trust("");
        assertThat(refusal(sessions.enter(door)).cause()).isEqualTo(UnitFailed.Cause.ROLE_UNSAFE);
    }

    private static Door door(String account, String role, String externalId) {
        return new Door(
                new TenantId(UUID.randomUUID()), new AccountId(account), Optional.of(role), Optional.of(externalId));
    }

    private static Entry.Refused refusal(Entry entry) {
        assertThat(entry).isInstanceOf(Entry.Refused.class);
        return (Entry.Refused) entry;
    }

    private static AwsSession entered(Entry entry) {
        assertThat(entry).isInstanceOf(Entry.Entered.class);
        return ((Entry.Entered) entry).session();
    }
}
