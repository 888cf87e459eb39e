package io.vigil.tenants.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody may try in order to have an account scanned that is not theirs, or by a role that others can use. */
@OnRealParts
class OnboardingAttacksIT {
    private static final String ACCOUNTS = "/tenants/{tenant}/accounts";
    private static final String ONE = ACCOUNTS + "/{account}";

    @Inject
    World world;

    @Inject
    Callers callers;

    private TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = world.tenant();
    }

    @Test
    void theProvidersOwnAccountIsRefused() {
        connect("{\"account\": \"999988887777\"}")
                .then()
                .statusCode(400)
                .body("detail", containsString("the account that this installation scans from"));
    }

    @Test
    void anAccountOfAnotherTenantIsRefusedWithoutSayingWhose() {
        // Given
        TenantId other = world.tenant();
        AccountId account = world.account(other);
        // When, Then
        connect("{\"account\": \"%s\"}".formatted(account))
                .then()
                .statusCode(409)
                .body("detail", allOf(containsString("is already connected"), not(containsString(other.toString()))));
    }

    @Test
    void ofFiveTenantsAtOnceOneGetsTheAccount() throws Exception {
        AccountId account = world.accountId();
        assertThat(race(List.of(tenant, world.tenant(), world.tenant(), world.tenant(), world.tenant()), account))
                .containsExactlyInAnyOrder(201, 409, 409, 409, 409);
    }

    @Test
    void ofTheSameTenantFiveTimesAtOnceOneGetsTheAccount() throws Exception {
        // Given
        AccountId account = world.accountId();
        // When
        List<Integer> answers = race(List.of(tenant, tenant, tenant, tenant, tenant), account);
        // Then
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409, 409);
        callers.as(Role.ADMIN, tenant).get(ACCOUNTS, tenant.toString()).then().body("size()", is(1));
    }

    private List<Integer> race(List<TenantId> tenants, AccountId account) throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(tenants.size())) {
            List<Future<Integer>> racing = new ArrayList<>();
            for (TenantId racer : tenants) {
                Callable<Integer> race = () -> {
                    together.await();
                    return connect(racer, account).statusCode();
                };
                racing.add(threads.submit(race));
            }
            together.countDown();
            for (Future<Integer> answer : racing) answers.add(answer.get());
        }
        return answers;
    }

    @Test
    void anOldExternalIdNoLongerWorksAfterAReconnection() {
        // Given
        AccountId account = world.account(tenant);
        ProbeRequested before = world.probe(tenant, account);
        disconnect(tenant, account);
        // When
        connect(tenant, account).then().statusCode(201);
        // Then
        ProbeRequested after =
                world.probe(tenant, account, asked -> !asked.externalId().equals(before.externalId()));
        assertThat(offers(Role.ADMIN, tenant, account).asString())
                .contains(after.externalId())
                .doesNotContain(before.externalId());
        assertThat(world.tested(tenant, account).externalId()).isEqualTo(after.externalId());
    }

    @Test
    void aReplayedOfferOfAnAccountThatMovedIsOfNoUse() {
        // Given
        AccountId account = world.account(tenant);
        String replayed = offers(Role.ADMIN, tenant, account).path("externalId");
        disconnect(tenant, account);
        TenantId next = world.tenant();
        // When
        connect(next, account).then().statusCode(201);
        // Then
        assertThat(world.probe(next, account).externalId()).isNotEqualTo(replayed);
        offers(Role.ADMIN, tenant, account).then().statusCode(404);
    }

    @Test
    void whoLostAnAccountReadsAndDoesNothingInItAnyMore() {
        // Given
        AccountId account = world.account(tenant);
        disconnect(tenant, account);
        connect(world.tenant(), account).then().statusCode(201);
        // When, Then
        everyDoorIsClosed(tenant, account);
    }

    @Test
    void anAccountOfOneTenantInThePathOfAnotherIsNotThere() {
        // Given
        TenantId theirs = world.tenant();
        AccountId account = world.account(theirs);
        String externalId = world.account(theirs, account).getString("externalId");
        // When, Then
        everyDoorIsClosed(tenant, account);
        assertThat(world.account(theirs, account).getString("externalId")).isEqualTo(externalId);
    }

    /** Of an account that is not the tenant's. */
    private void everyDoorIsClosed(TenantId mine, AccountId account) {
        var admin = List.of(
                "",
                "/role",
                "/role?format=json",
                "/role?format=stackset",
                "/offers",
                "/connection",
                "/connection/progress");
        for (String door : admin)
            callers.as(Role.ADMIN, mine)
                    .get(ONE + door, mine.toString(), account.value())
                    .then()
                    .statusCode(404);
        callers.as(Role.ADMIN, mine)
                .post(ONE + "/connection/test", mine.toString(), account.value())
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, mine)
                .delete(ONE, mine.toString(), account.value())
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, mine)
                .body(Map.of("account", account.value()))
                .post("/tenants/{tenant}/scans", mine.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void theAdministratorOfAnotherTenantReadsNoOffers() {
        // Given
        AccountId account = world.account(tenant);
        // When, Then
        callers.as(Role.ADMIN, world.tenant())
                .get(ONE + "/offers", tenant.toString(), account.value())
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "AUDITOR", "OPERATOR"})
    void nobodyButAnAdministratorConnectsOrDisconnects(Role role) {
        // Given
        AccountId account = world.account(tenant);
        // When, Then
        callers.as(role, tenant)
                .body(Map.of("account", world.accountId().value()))
                .post(ACCOUNTS, tenant.toString())
                .then()
                .statusCode(403);
        callers.as(role, tenant)
                .delete(ONE, tenant.toString(), account.value())
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "AUDITOR", "OPERATOR"})
    void nobodySeesAnExternalIdWhoDoesNotMakeTheRole(Role role) {
        // Given
        AccountId account = world.account(tenant);
        String externalId = world.account(tenant, account).getString("externalId");
        // When
        Response one = callers.as(role, tenant).get(ONE, tenant.toString(), account.value());
        Response all = callers.as(role, tenant).get(ACCOUNTS, tenant.toString());
        Response connection = callers.as(role, tenant).get(ONE + "/connection", tenant.toString(), account.value());
        // Then
        assertThat(List.of(one, all, connection)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).doesNotContain(externalId);
        });
        offers(role, tenant, account).then().statusCode(403);
        callers.as(role, tenant)
                .get(ONE + "/role", tenant.toString(), account.value())
                .then()
                .statusCode(403);
    }

    @Test
    void aStackSetHoldsNoAccountOfAnotherTenant() {
        // Given
        AccountId theirs = world.account(world.tenant());
        AccountId first = world.account(tenant);
        AccountId second = world.account(tenant);
        // When
        String template = callers.as(Role.ADMIN, tenant)
                .queryParam("format", "stackset")
                .get(ONE + "/role", tenant.toString(), first.value())
                .asString();
        // Then
        assertThat(template)
                .contains(
                        first.value(),
                        second.value(),
                        world.account(tenant, first).getString("externalId"),
                        world.account(tenant, second).getString("externalId"))
                .doesNotContain(theirs.value());
    }

    @Test
    void externalIdsAreNeverDrawnTwice() {
        // Given
        List<String> drawn = new ArrayList<>();
        // When
        for (int i = 0; i < 20; i++)
            drawn.add(connect(tenant, world.accountId()).path("externalId"));
        // Then
        assertThat(drawn).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    private Response offers(Role role, TenantId by, AccountId account) {
        return callers.as(role, by).get(ONE + "/offers", by.toString(), account.value());
    }

    private void disconnect(TenantId by, AccountId account) {
        callers.as(Role.ADMIN, by)
                .delete(ONE, by.toString(), account.value())
                .then()
                .statusCode(204);
    }

    private Response connect(TenantId by, AccountId account) {
        return callers.as(Role.ADMIN, by)
                .body(Map.of("account", account.value()))
                .post(ACCOUNTS, by.toString());
    }

    private Response connect(String body) {
        return callers.as(Role.ADMIN, tenant).body(body).post(ACCOUNTS, tenant.toString());
    }
}
