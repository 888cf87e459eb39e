package io.vigil.tenants.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationNodes.State;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of an organization, and what is connected of it. */
@OnRealParts
class AwsOrganizationsIT {
    private static final List<Unit> UNITS =
            List.of(new Unit("r-1", null, "Root"), new Unit("ou-1", "r-1", "<b>One"), new Unit("ou-2", "ou-1", "Two"));

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    @Inject
    ReadAudit audit;

    private TenantId tenant;
    private AccountId management;
    private String organization;

    @BeforeEach
    void aManagementAccount() {
        tenant = world.tenant();
        management = world.account(tenant);
        organization = "o-" + management;
    }

    @Test
    void aTreeInChunksShowsWhenAllHaveComeWithHowEachAccountStands() {
        // Given
        AccountId open = world.accountId();
        AccountId elsewhere = world.account(world.tenant());
        AccountId suspended = world.accountId();
        world.probed(tenant, management, ProbeOutcome.ENTERED, "CONNECTED");
        OrganizationRequested asked = world.organization(tenant, management);
        OrganizationRead units = world.answer(asked, organization, 0, 3, new OrganizationNodes(UNITS, List.of()));
        // When
        wire.say(chunk(asked, 2, member(suspended, "ou-2", State.SUSPENDED)));
        wire.say(units);
        wire.say(units);
        assertThat(status()).isEqualTo(404);
        wire.say(chunk(
                asked,
                1,
                member(management, "r-1", State.ACTIVE),
                member(open, "ou-1", State.ACTIVE),
                member(elsewhere, "ou-2", State.ACTIVE)));
        // Then
        JsonPath tree = awaitTree(any -> true);
        assertThat(tree.getList("units.id", String.class)).containsExactly("r-1", "ou-1", "ou-2");
        assertThat(tree.getList("units.level", Integer.class)).containsExactly(1, 2, 3);
        assertThat(tree.getList("units.below", Integer.class)).containsExactly(4, 3, 2);
        assertThat(tree.getString("management")).isEqualTo(management.value());
        assertThat(state(management)).isEqualTo("CONNECTED");
        assertThat(state(open)).isEqualTo("NOT_CONNECTED");
        assertThat(state(elsewhere)).isEqualTo("OTHER_CUSTOMER");
        assertThat(state(suspended)).isEqualTo("NOT_OPEN");
        assertThat(accounts("?limit=2").getList("accounts")).hasSize(2);
        assertThat(accounts("?limit=2").getString("next")).isNotNull();
        assertThat(accounts("?unit=ou-2&state=NOT_OPEN").getList("accounts.account", String.class))
                .containsExactly(suspended.value());
    }

    @Test
    void whatCannotBeReadSaysWhyAndTheTreeStays() {
        // Given
        tree(member(management, "r-1", State.ACTIVE));
        OrganizationRequested asked = world.organization(tenant, management);
        // When
        wire.say(unread(asked, ReadingOutcome.DENIED, "organizations:ListRoots"));
        // Then
        JsonPath tree = awaitTree(seen -> "DENIED".equals(seen.getString("reading.outcome")));
        assertThat(tree.getString("reading.missingAction")).isEqualTo("organizations:ListRoots");
        assertThat(tree.getString("reading.fix")).contains("organizations:ListRoots");
        assertThat(tree.getList("units")).hasSize(3);
        assertThat(state(management)).isEqualTo("PENDING");
    }

    @Test
    void onlyTheNewestReadingOfTheSameTenantIsHeard() {
        // Given
        OrganizationRequested first = world.organization(tenant, management);
        wire.say(unread(first, ReadingOutcome.NO_ORGANIZATION, null));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> readings().getString("readings[0].outcome"), "NO_ORGANIZATION"::equals);
        OrganizationRequested second = world.organization(tenant, management);
        TenantId attacker = world.tenant();
        OrganizationRead forged = world.answer(
                new OrganizationRequested(attacker, management, second.reading(), "", "", second.requestedAt()),
                organization,
                0,
                1,
                new OrganizationNodes(UNITS, List.of(member(management, "r-1", State.ACTIVE))));
        // When
        wire.say(world.answer(first, organization, 0, 1, forged.nodes()));
        wire.say(forged);
        wire.say(Topics.ORGANIZATION_READ, attacker + "/" + management, EventJson.write(chunk(second, 0)));
        await("the dead letter")
                .atMost(Duration.ofSeconds(15))
                .until(() -> !wire.deadLetters(second.reading().toString()).isEmpty());
        wire.say(unread(second, ReadingOutcome.NOT_MANAGEMENT, null));
        // Then
        await().atMost(Duration.ofSeconds(15))
                .until(() -> readings().getString("readings[0].outcome"), "NOT_MANAGEMENT"::equals);
        assertThat(readings().getList("organizations")).isEmpty();
    }

    @Test
    void aUnitIsConnectedWithAllBelowAndMayBeSentAgain() {
        // Given
        AccountId above = world.accountId();
        AccountId one = world.accountId();
        AccountId two = world.accountId();
        AccountId theirs = world.account(world.tenant());
        AccountId closed = world.accountId();
        tree(
                member(management, "r-1", State.ACTIVE),
                member(above, "r-1", State.ACTIVE),
                member(one, "ou-1", State.ACTIVE),
                member(two, "ou-2", State.ACTIVE),
                member(theirs, "ou-2", State.ACTIVE),
                member(closed, "ou-2", State.CLOSED));
        // When
        JsonPath first = connect(Map.of("units", List.of("ou-1")));
        JsonPath again = connect(Map.of("units", List.of("ou-1")));
        // Then
        assertThat(List.of(first.getInt("connected"), first.getInt("alreadyConnected"), first.getInt("refused")))
                .containsExactly(2, 0, 2);
        assertThat(List.of(again.getInt("connected"), again.getInt("alreadyConnected"), again.getInt("refused")))
                .containsExactly(0, 2, 2);
        assertThat(first.getString("rows.find { it.account == '%s' }.message".formatted(theirs)))
                .contains("another customer");
        assertThat(state(one)).isEqualTo("PENDING");
        assertThat(state(above)).isEqualTo("NOT_CONNECTED");
        assertThat(state(theirs)).isEqualTo("OTHER_CUSTOMER");
        assertThat(world.account(tenant, two).getString("name")).isEqualTo("Account " + two);
    }

    @Test
    void whatIsNoPartOfTheOrganizationIsRefused() {
        // Given
        tree(member(management, "r-1", State.ACTIVE));
        AccountId stranger = world.accountId();
        // When, Then
        assertThat(connect(Map.of("accounts", List.of(stranger.value()))).getString("rows[0].message"))
                .contains("is not in the organization");
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("units", List.of("ou-9")))
                .post(path() + "/connect")
                .then()
                .statusCode(400)
                .body("detail", containsString("ou-9"));
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of("whole", true))
                .post(path() + "/connect")
                .then()
                .statusCode(403);
    }

    @Test
    void aRuleConnectsNewAccountsInItsNameAndNeverDisconnects() {
        // Given
        AccountId excepted = world.accountId();
        AccountId leaving = world.accountId();
        AccountId coming = world.accountId();
        tree(
                member(management, "r-1", State.ACTIVE),
                member(excepted, "ou-2", State.ACTIVE),
                member(leaving, "ou-1", State.ACTIVE));
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("units", List.of("ou-1"), "exceptAccounts", List.of(excepted.value())))
                .put(path() + "/rule")
                .then()
                .statusCode(200);
        awaitMember(leaving, "PENDING");
        // When
        tree(
                member(management, "r-1", State.ACTIVE),
                member(excepted, "ou-2", State.ACTIVE),
                member(coming, "ou-2", State.ACTIVE));
        // Then
        awaitMember(coming, "PENDING");
        assertThat(state(leaving)).isEqualTo("LEFT");
        assertThat(world.account(tenant, leaving).getString("state")).isEqualTo("PENDING");
        assertThat(state(excepted)).isEqualTo("NOT_CONNECTED");
        assertThat(audit.newest(tenant, 50))
                .filteredOn(entry -> entry.action().equals("account.connected")
                        && entry.subject().equals(coming.value()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actorName())
                        .contains("rule of " + organization)
                        .contains("Name of ADMIN-subject"));
    }

    @Test
    void whatSomebodyDisconnectsIsNotConnectedAgainByTheRule() {
        // Given
        AccountId unwanted = world.accountId();
        AccountId coming = world.accountId();
        tree(member(management, "r-1", State.ACTIVE), member(unwanted, "r-1", State.ACTIVE));
        callers.as(Role.ADMIN, tenant).body("{}").put(path() + "/rule").then().statusCode(200);
        awaitMember(unwanted, "PENDING");
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/accounts/{account}", tenant.toString(), unwanted.value())
                .then()
                .statusCode(204);
        // When
        tree(
                member(management, "r-1", State.ACTIVE),
                member(unwanted, "r-1", State.ACTIVE),
                member(coming, "r-1", State.ACTIVE));
        // Then
        awaitMember(coming, "PENDING");
        assertThat(state(unwanted)).isEqualTo("NOT_CONNECTED");
    }

    @Test
    void aRuleThatIsTurnedOffChangesNothingThatIsConnected() {
        // Given
        AccountId one = world.accountId();
        tree(member(management, "r-1", State.ACTIVE), member(one, "r-1", State.ACTIVE));
        callers.as(Role.ADMIN, tenant).body("{}").put(path() + "/rule").then().statusCode(200);
        awaitMember(one, "PENDING");
        // When
        callers.as(Role.ADMIN, tenant).delete(path() + "/rule").then().statusCode(204);
        AccountId later = world.accountId();
        tree(member(management, "r-1", State.ACTIVE), member(later, "r-1", State.ACTIVE));
        // Then
        callers.as(Role.VIEWER, tenant).get(path()).then().body("rule", nullValue());
        assertThat(world.account(tenant, one).getString("state")).isEqualTo("PENDING");
        assertThat(state(later)).isEqualTo("NOT_CONNECTED");
    }

    @Test
    void anOrganizationIsReadAgainByItself() {
        // Given
        OrganizationRequested before = tree(member(management, "r-1", State.ACTIVE));
        // When
        clock.turn(Duration.ofHours(6).plusMinutes(1));
        // Then
        wire.awaits(
                OrganizationRequested.class,
                asked -> asked.tenant().equals(tenant)
                        && asked.account().equals(management)
                        && !asked.reading().equals(before.reading()));
    }

    @Test
    void anAccountThatIsNotConnectedReadsNothing() {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("account", world.accountId().value()))
                .post("/tenants/{tenant}/aws-organizations/readings", tenant.toString())
                .then()
                .statusCode(404);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/aws-organizations", tenant.toString())
                .then()
                .statusCode(200)
                .body("readings.size()", is(0));
    }

    private OrganizationRequested tree(OrganizationNodes.Member... members) {
        OrganizationRequested asked = world.organization(tenant, management);
        wire.say(world.answer(asked, organization, 0, 1, new OrganizationNodes(UNITS, List.of(members))));
        List<String> expected = List.of(members).stream()
                .map(member -> member.account().value())
                .toList();
        await("the tree")
                .atMost(Duration.ofSeconds(15))
                .until(() -> status() == 200
                        && accounts("")
                                .getList("accounts.account", String.class)
                                .containsAll(expected));
        return asked;
    }

    private static OrganizationNodes.Member member(AccountId account, String unit, State state) {
        return new OrganizationNodes.Member(account, unit, "Account " + account, state);
    }

    private OrganizationRead chunk(OrganizationRequested asked, int chunk, OrganizationNodes.Member... members) {
        return world.answer(asked, organization, chunk, 3, new OrganizationNodes(List.of(), List.of(members)));
    }

    private OrganizationRead unread(
            OrganizationRequested asked, ReadingOutcome outcome, @Nullable String missingAction) {
        return new OrganizationRead(
                asked.tenant(),
                asked.account(),
                asked.reading(),
                "worker-1",
                outcome,
                "AWS's words",
                missingAction,
                null,
                null,
                0,
                1,
                OrganizationNodes.NONE,
                asked.requestedAt());
    }

    private String path() {
        return "/tenants/" + tenant + "/aws-organizations/" + organization;
    }

    private int status() {
        return callers.as(Role.VIEWER, tenant).get(path()).statusCode();
    }

    private JsonPath connect(Map<String, ?> selection) {
        return callers.as(Role.ADMIN, tenant)
                .body(selection)
                .post(path() + "/connect")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath readings() {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/aws-organizations", tenant.toString())
                .jsonPath();
    }

    private JsonPath accounts(String query) {
        return callers.as(Role.VIEWER, tenant).get(path() + "/accounts" + query).jsonPath();
    }

    private String state(AccountId account) {
        return accounts("").getString("accounts.find { it.account == '%s' }.state".formatted(account));
    }

    private void awaitMember(AccountId account, String state) {
        await(account + " is " + state).atMost(Duration.ofSeconds(15)).until(() -> state(account), state::equals);
    }

    private JsonPath awaitTree(Predicate<JsonPath> which) {
        return await("the tree")
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> callers.as(Role.VIEWER, tenant).get(path()),
                        answer -> answer.statusCode() == 200 && which.test(answer.jsonPath()))
                .jsonPath();
    }
}
