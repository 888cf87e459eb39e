package io.vigil.tenants.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

@OnRealParts
class TransfersIT {
    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    @Inject
    PlatformTransaction platform;

    @Inject
    ReadAudit audit;

    private TenantId giver;
    private TenantId taker;
    private AccountId account;

    @BeforeEach
    void twoCustomersAndAnAccount() {
        giver = world.tenant();
        taker = world.tenant();
        account = world.account(giver);
    }

    @Test
    void anAccountGoesToWhomItWasOfferedWithAnExternalIdOfItsOwn() {
        // Given
        String before = externalId(giver);
        ScanId running = world.scan(giver, account);
        String code = code(slug(taker));
        // When
        Response taken = take(taker, code);
        // Then
        taken.then().statusCode(201).body("state", is("PENDING")).body("name", is("Payments"));
        assertThat(taken.<String>path("externalId")).matches("[0-9a-f]{64}").isNotEqualTo(before);
        callers.as(Role.ADMIN, giver)
                .get("/tenants/" + giver + "/accounts/" + account)
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, giver)
                .get("/tenants/" + giver + "/scans/" + running)
                .then()
                .body("state", is("CANCELLED"));
        wire.awaits(
                AccountChanged.class,
                told -> told.account().equals(account) && told.tenant().equals(giver) && !told.connected());
        wire.awaits(
                AccountChanged.class,
                told -> told.account().equals(account) && told.tenant().equals(taker) && told.connected());
        assertThat(actions(giver)).contains("account.offered", "account.transferred");
        assertThat(actions(taker)).contains("account.connected").doesNotContain("account.transferred");
    }

    @Test
    void theOfferIsSeenUntilItIsTakenBack() {
        // Given
        String code = code(slug(taker));
        offered(giver).then().statusCode(200).body("customer", is(slug(taker))).body("code", is((Object) null));
        // When
        callers.as(Role.ADMIN, giver).delete(at(giver)).then().statusCode(204);
        // Then
        offered(giver).then().statusCode(404);
        callers.as(Role.ADMIN, giver).delete(at(giver)).then().statusCode(404);
        isRefused(take(taker, code));
    }

    @Test
    void aNewOfferReplacesTheOneBefore() {
        // Given
        TenantId third = world.tenant();
        String first = code(slug(third));
        String second = code(slug(taker));
        // When, Then
        isRefused(take(third, first));
        take(taker, second).then().statusCode(201);
    }

    @Test
    void aCodeIsGoodForOneCustomerOneAccountAndOnce() {
        // Given
        AccountId another = world.account(giver);
        String code = code(slug(taker));
        // When, Then
        isRefused(take(world.tenant(), code));
        isRefused(callers.as(Role.ADMIN, taker)
                .body(Map.of("code", code, "connect", Map.of("account", another.value())))
                .post("/tenants/" + taker + "/accounts/transfers"));
        take(taker, code).then().statusCode(201);
        isRefused(take(taker, code));
        code = code(taker, slug(giver));
        take(giver, code).then().statusCode(201);
    }

    @Test
    void anOfferEnds() {
        // Given
        String code = code(slug(taker));
        // When
        over("offered_until");
        // Then
        isRefused(take(taker, code));
        offered(giver).then().statusCode(404);
    }

    @Test
    void whetherThereIsSuchACustomerIsNotTold() {
        offer(giver, "nobody-of-that-name").then().statusCode(201).body("customer", is("nobody-of-that-name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Tidewater", "a b", "tide--water", "-tide", "tide\nwater", "../tide", "<script>"})
    void whatCannotBeACustomerIsRefused(String slug) {
        offer(giver, slug).then().statusCode(400).body("detail", containsString("customer"));
    }

    @Test
    void anAccountIsNotOfferedToItsOwnCustomerNorByAnother() {
        offer(giver, slug(giver)).then().statusCode(400);
        callers.as(Role.ADMIN, taker)
                .body(Map.of("customer", slug(taker)))
                .post("/tenants/" + taker + "/accounts/" + account + "/transfer")
                .then()
                .statusCode(404);
        callers.as(Role.OPERATOR, giver)
                .body(Map.of("customer", slug(taker)))
                .post(at(giver))
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vgt_", "vgt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or true --", "\u0000"})
    void aMadeUpCodeOpensNothing(String code) {
        code(slug(taker));
        isRefused(take(taker, code));
    }

    @Test
    void aDisconnectedAccountIsOfferedNoMore() {
        // Given
        String code = code(slug(taker));
        callers.as(Role.ADMIN, giver).delete("/tenants/" + giver + "/accounts/" + account);
        // When
        Response taken = take(taker, code);
        // Then: it is free, as for anybody
        taken.then().statusCode(201);
        assertThat(actions(giver)).contains("account.disconnected").doesNotContain("account.transferred");
    }

    @Test
    void ofManyWhoTakeAtOnceOneConnects() throws Exception {
        // Given
        String code = code(slug(taker));
        CountDownLatch together = new CountDownLatch(1);
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> racing = new ArrayList<>();
            Callable<Integer> race = () -> {
                together.await();
                return take(taker, code).statusCode();
            };
            for (int i = 0; i < 4; i++) racing.add(threads.submit(race));
            // When
            together.countDown();
            for (Future<Integer> answer : racing) answers.add(answer.get());
        }
        // Then
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void anAccountLetGoIsKeptForItsTakerAndThenForAnybody() {
        // Given: the process ended between letting go and connecting
        TenantId third = world.tenant();
        keptFor(taker);
        connect(third).then().statusCode(409);
        // When
        over("passing_until");
        // Then
        connect(third).then().statusCode(201);
    }

    @Test
    void whoseConnectingBrokeOffTriesAgain() {
        // Given
        keptFor(taker);
        // When, Then
        connect(taker).then().statusCode(201);
        connect(taker).then().statusCode(409).body("detail", not(containsString("another customer")));
    }

    private void keptFor(TenantId tenant) {
        callers.as(Role.ADMIN, giver).delete("/tenants/" + giver + "/accounts/" + account);
        platform.run(handle -> handle.createUpdate(
                        "insert into aws_account_registry (account_id, tenant_id, probe_at, passing_until) values (:account, :tenant, :until, :until)")
                .bind("account", account.value())
                .bind("tenant", tenant.value())
                .bind("until", clock.instant().plus(Duration.ofHours(1)))
                .execute());
    }

    private void over(String until) {
        platform.run(handle -> handle.execute(
                "update aws_account_registry set %s = now() - interval '1 second' where account_id = ?"
                        .formatted(until),
                account.value()));
    }

    private Response connect(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("account", account.value()))
                .post("/tenants/" + tenant + "/accounts");
    }

    private static void isRefused(Response answer) {
        answer.then().statusCode(409).body("detail", containsString("does not open"));
    }

    private Response take(TenantId tenant, String code) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("code", code, "connect", Map.of("account", account.value(), "name", "Payments")))
                .post("/tenants/" + tenant + "/accounts/transfers");
    }

    private String code(String slug) {
        return code(giver, slug);
    }

    private String code(TenantId from, String slug) {
        Response offered = offer(from, slug);
        offered.then().statusCode(201);
        return offered.path("code");
    }

    private Response offer(TenantId from, String slug) {
        return callers.as(Role.ADMIN, from).body(Map.of("customer", slug)).post(at(from));
    }

    private Response offered(TenantId tenant) {
        return callers.as(Role.AUDITOR, tenant).get(at(tenant));
    }

    private String at(TenantId tenant) {
        return "/tenants/" + tenant + "/accounts/" + account + "/transfer";
    }

    private String externalId(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant)
                .get("/tenants/" + tenant + "/accounts/" + account)
                .path("externalId");
    }

    private String slug(TenantId tenant) {
        return callers.as(Role.VIEWER, tenant).get("/tenants/" + tenant).path("slug");
    }

    private List<String> actions(TenantId tenant) {
        return audit.newest(tenant, 20).stream().map(AuditEntry::action).toList();
    }
}
