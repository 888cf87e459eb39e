package io.vigil.tenants.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a connection, and who may say how it goes. */
@OnRealParts
class ConnectionsIT {
    private static final Region FRANKFURT = new Region("eu-central-1");

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    private TenantId tenant;
    private AccountId account;

    @BeforeEach
    void anAccount() {
        tenant = world.tenant();
        account = world.account(tenant);
    }

    @Test
    void aNewAccountIsTriedByItselfAndScannedAsSoonAsItsRoleAnswers() {
        // Given
        ProbeRequested first = world.probe(tenant, account);
        assertThat(first.operations()).isEmpty();
        assertThat(first.regions())
                .containsExactlyInAnyOrderElementsOf(
                        World.REGIONS.stream().map(Region::new).toList());
        // When
        wire.say(world.answer(first, ProbeOutcome.REFUSED, "AccessDenied: …"));
        world.probe(tenant, account, asked -> !asked.probe().equals(first.probe()));
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        // Then
        world.worker();
        ScanUnitRequested scan = wire.awaits(
                ScanUnitRequested.class, unit -> unit.unit().account().equals(account));
        assertThat(scan.unit().tenant()).isEqualTo(tenant);
        ProbeRequested ofActions =
                world.probe(tenant, account, asked -> !asked.operations().isEmpty());
        assertThat(ofActions.operations()).contains("ec2:DescribeVpcs", "s3:ListBuckets");
        assertThat(states(world.connection(tenant, account))).containsExactly("CONNECTED", "PENDING", "PENDING");
    }

    @Test
    void whatTheRoleMayNotDoIsListedWithTheChecksThatItCosts() {
        // Given
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        ProbeRequested asked =
                world.probe(tenant, account, probe -> !probe.operations().isEmpty());
        DeniedAction denied = new DeniedAction(
                "ec2:DescribeFlowLogs",
                "ec2:DescribeFlowLogs",
                DeniedAction.By.SERVICE_CONTROL_POLICY,
                "… with an explicit deny in a service control policy");
        // When
        wire.say(world.answer(asked, ProbeOutcome.ENTERED, "", denied));
        // Then
        JsonPath seen = await("the missing action")
                .atMost(Duration.ofSeconds(15))
                .until(() -> world.connection(tenant, account), found -> found.get("actions") != null);
        assertThat(seen.getString("state")).isEqualTo("CONNECTED");
        assertThat(seen.getString("actions.missing[0].action")).isEqualTo("ec2:DescribeFlowLogs");
        assertThat(seen.getString("actions.missing[0].by")).isEqualTo("SERVICE_CONTROL_POLICY");
        assertThat(seen.getString("actions.missing[0].fix")).contains("a new stack will not help");
        assertThat(seen.getList("actions.missing[0].checks", String.class)).contains("vpc-flow-logs-enabled");
        assertThat(Instant.parse(seen.getString("nextCheckAt")))
                .isBetween(
                        clock.instant().plus(Duration.ofDays(6)),
                        clock.instant().plus(Duration.ofDays(8)));
    }

    @Test
    void aRefusalThatSomebodyAskedForSaysWhatItMayBeAndHowToDecide() {
        // Given
        String words =
                "AccessDenied: User: arn:aws:iam::999988887777:user/vigil-scanner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::%s:role/VigilReadOnly"
                        .formatted(account);
        // When
        wire.say(world.answer(world.tested(tenant, account), ProbeOutcome.REFUSED, words));
        // Then
        JsonPath seen = awaitState("REFUSED");
        assertThat(seen.getString("title")).isEqualTo("AWS refused");
        assertThat(seen.getString("words")).isEqualTo(words);
        assertThat(seen.getList("causes")).hasSize(6);
        assertThat(seen.getString("causes[0].cause")).contains("does not exist");
        assertThat(seen.getString("causes[0].step")).contains("aws iam get-role --role-name VigilReadOnly");
        assertThat(seen.getList("causes.step", String.class)).allMatch(step -> !step.isBlank());
        assertThat(world.account(tenant, account).getString("stateMessage")).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProbeOutcome.class,
            names = {"STS_OFF", "CLOCK_SKEW", "THROTTLED", "UNREACHABLE", "PROVIDER_CREDENTIALS", "VIGIL_FAULT"})
    void whatSaysNothingOfTheRoleChangesNoStateButIsShown(ProbeOutcome outcome) {
        // Given
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        // When
        wire.say(world.answer(world.tested(tenant, account), outcome, "AWS's words"));
        // Then
        JsonPath seen = awaitOutcome(outcome);
        assertThat(seen.getString("state")).isEqualTo("CONNECTED");
        assertThat(seen.getString("title")).isNotBlank();
        assertThat(seen.getString("fix")).isNotBlank();
        assertThat(seen.getString("words")).isEqualTo("AWS's words");
    }

    @Test
    void anUnsafeRoleIsBlockedAndBothSidesSeeIt() {
        // Given
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        world.worker();
        ScanUnitRequested unit = wire.awaits(
                ScanUnitRequested.class, told -> told.unit().account().equals(account));
        // When
        wire.say(world.answer(
                world.tested(tenant, account),
                ProbeOutcome.UNSAFE,
                "AWS gave a session of the role without any ExternalId"));
        // Then
        awaitState("UNSAFE");
        world.awaitState(tenant, unit.unit().scan(), "CANCELLED");
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of("account", account.value()))
                .post("/tenants/{tenant}/scans", tenant.toString())
                .then()
                .statusCode(409)
                .body("detail", containsString("is blocked"));
        callers.provider(Role.MSP_VIEWER)
                .get("/operations")
                .then()
                .statusCode(200)
                .body("blocked.account", hasItem(account.value()));
    }

    @Test
    void onlyAProbeThatFindsTheRoleSafeUnblocksIt() {
        // Given
        world.probed(tenant, account, ProbeOutcome.UNSAFE, "UNSAFE");
        // When
        wire.say(world.answer(world.tested(tenant, account), ProbeOutcome.THROTTLED, "Throttling: Rate exceeded"));
        assertThat(awaitOutcome(ProbeOutcome.THROTTLED).getString("state")).isEqualTo("UNSAFE");
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        // Then
        callers.provider(Role.MSP_VIEWER)
                .get("/operations")
                .then()
                .body("blocked.account", not(hasItem(account.value())));
    }

    @Test
    void aScanThatFindsTheRoleUnsafeBlocksItToo() {
        // Given
        world.worker();
        ScanId scan = world.scan(tenant, account);
        // When
        world.run(world.requested(scan, FRANKFURT, 1), "worker-1")
                .start()
                .fail(UnitFailed.Cause.ROLE_UNSAFE, "can be assumed without");
        // Then
        awaitState("UNSAFE");
    }

    @Test
    void aConnectedRoleIsTriedAgainAfterAWeek() {
        // Given
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        ProbeRequested ofActions =
                world.probe(tenant, account, asked -> !asked.operations().isEmpty());
        wire.say(world.answer(ofActions, ProbeOutcome.ENTERED, ""));
        await("the answer")
                .atMost(Duration.ofSeconds(15))
                .until(() -> world.connection(tenant, account).get("actions") != null);
        // When
        clock.turn(Duration.ofDays(7).plusMinutes(1));
        // Then
        ProbeRequested weekly = world.probe(
                tenant,
                account,
                asked -> !asked.probe().equals(ofActions.probe())
                        && asked.requestedAt().isAfter(ofActions.requestedAt().plus(Duration.ofDays(6))));
        assertThat(weekly.operations()).isNotEmpty();
    }

    @Test
    void anAnswerOfAnotherTenantIsNotHeard() {
        // Given: the attacker knows the probe's id
        ProbeRequested asked = world.tested(tenant, account);
        TenantId attacker = world.tenant();
        AccountProbed forged = told(attacker, account, asked.probe(), ProbeOutcome.ENTERED);
        // When
        wire.say(forged);
        wire.say(world.answer(asked, ProbeOutcome.REFUSED, "AccessDenied"));
        // Then
        awaitState("REFUSED");
    }

    @Test
    void anAnswerUnderAnotherTenantsKeyIsADeadLetter() {
        // Given
        ProbeRequested asked = world.tested(tenant, account);
        String forged = EventJson.write(world.answer(asked, ProbeOutcome.ENTERED, ""));
        // When
        wire.say(Topics.ACCOUNT_PROBED, world.tenant() + "/" + account, forged);
        // Then
        await("the dead letter")
                .atMost(Duration.ofSeconds(15))
                .until(() -> !wire.deadLetters(asked.probe().toString()).isEmpty());
        assertThat(world.connection(tenant, account).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void anAnswerToAProbeThatNobodyAskedForIsNotHeard() {
        // Given
        ProbeRequested asked = world.tested(tenant, account);
        // When
        wire.say(told(tenant, account, new ProbeId(UUID.randomUUID()), ProbeOutcome.ENTERED));
        wire.say(world.answer(asked, ProbeOutcome.REFUSED, "AccessDenied"));
        // Then
        awaitState("REFUSED");
        assertThat(states(world.connection(tenant, account))).doesNotContain("CONNECTED");
    }

    @Test
    void aReplayedAnswerIsNotHeard() {
        // Given
        ProbeRequested first = world.tested(tenant, account);
        AccountProbed entered = world.answer(first, ProbeOutcome.ENTERED, "");
        wire.say(entered);
        awaitState("CONNECTED");
        wire.say(world.answer(world.tested(tenant, account), ProbeOutcome.REFUSED, "AccessDenied"));
        awaitState("REFUSED");
        // When
        wire.say(entered);
        wire.say(world.answer(world.tested(tenant, account), ProbeOutcome.CLOCK_SKEW, "Signature expired"));
        // Then
        assertThat(awaitOutcome(ProbeOutcome.CLOCK_SKEW).getString("state")).isEqualTo("REFUSED");
    }

    @Test
    void anAnswerFromBeforeAReconnectionIsNotHeard() {
        // Given
        ProbeRequested before = world.tested(tenant, account);
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/accounts/{account}", tenant.toString(), account.value())
                .then()
                .statusCode(204);
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("account", account.value()))
                .post("/tenants/{tenant}/accounts", tenant.toString())
                .then()
                .statusCode(201);
        // When
        wire.say(world.answer(before, ProbeOutcome.ENTERED, ""));
        wire.say(world.answer(world.tested(tenant, account), ProbeOutcome.REFUSED, "AccessDenied"));
        // Then
        awaitState("REFUSED");
        assertThat(states(world.connection(tenant, account))).doesNotContain("CONNECTED");
    }

    @Test
    void aTestThatIsUnderWayIsNotAskedForAgain() {
        // Given
        ProbeRequested asked = world.tested(tenant, account);
        // When
        for (int i = 0; i < 5; i++)
            callers.as(Role.OPERATOR, tenant)
                    .post("/tenants/{tenant}/accounts/{account}/connection/test", tenant.toString(), account.value())
                    .then()
                    .statusCode(202);
        // Then
        assertThat(world.probe(tenant, account).probe()).isEqualTo(asked.probe());
    }

    private static AccountProbed told(TenantId by, AccountId of, ProbeId probe, ProbeOutcome outcome) {
        return new AccountProbed(by, of, probe, "worker-1", outcome, "", List.of(), List.of(), 0, 0, Instant.EPOCH);
    }

    private static List<String> states(JsonPath connection) {
        return connection.getList("history.state", String.class);
    }

    private JsonPath awaitState(String state) {
        return await("state " + state)
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> world.connection(tenant, account),
                        seen -> seen.getString("state").equals(state));
    }

    private JsonPath awaitOutcome(ProbeOutcome outcome) {
        return await("outcome " + outcome)
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> world.connection(tenant, account),
                        seen -> outcome.name().equals(seen.getString("outcome")));
    }
}
