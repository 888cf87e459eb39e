package io.vigil.tenants.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnRealParts
class SchedulesIT {
    private static final String NEVER_SOON = "0 2 1 1 *";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    ServeSchedule serveSchedule;

    @Inject
    TenantTransaction transaction;

    @Inject
    TurnableClock clock;

    private TenantId tenant;
    private AccountId account = new AccountId("000000000000");

    @BeforeEach
    void aCustomerAndAProviderWithoutSchedules() {
        tenant = world.tenant();
        List<String> left = callers.provider(Role.MSP_ADMIN)
                .get("/msp/schedules")
                .then()
                .extract()
                .path("id");
        left.forEach(id -> callers.provider(Role.MSP_ADMIN).delete("/msp/schedules/" + id));
    }

    private void connect() {
        account = world.account(tenant);
        // one that was asked for, so that none starts because the account is new
        callers.as(Role.OPERATOR, tenant)
                .delete(
                        "/tenants/{t}/scans/{s}",
                        tenant.toString(),
                        world.scan(tenant, account).toString());
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
    }

    @Test
    void aDueScheduleScansItsAccountsOnceHoweverOftenItIsServed() throws Exception {
        connect();
        // Given
        ScanSchedule due = dueNow(Map.of());
        // When
        try (var replicas = Executors.newFixedThreadPool(4)) {
            List<Future<?>> tries = java.util.stream.IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> replicas.submit(() -> serveSchedule.serve(due)))
                    .toList();
            for (Future<?> each : tries) each.get();
        }
        // Then
        assertThat(scans())
                .singleElement()
                .satisfies(scan -> assertThat(scan)
                        .containsEntry("scanClass", "SCHEDULED")
                        .containsEntry("requestedBy", "schedule Nightly"));
        runs(due)
                .then()
                .body("", hasSize(1))
                .body("[0].outcome", is("STARTED"))
                .body("[0].accounts.account", contains(account.value()))
                .body("[0].accounts[0].outcome", is("OPENED"))
                .body("[0].accounts[0].scan", is(scans().getFirst().get("id")));
    }

    @Test
    void theTimetableWakesIt() {
        connect();
        // Given
        Instant due = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES);
        String id = make(Map.of(
                        "cron",
                        "%d * * * *".formatted(due.atZone(ZoneOffset.UTC).getMinute())))
                .path("id");
        // When
        clock.turn(Duration.between(clock.instant(), due));
        // Then
        await("the schedule's scan")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> assertThat(scans()).extracting("requestedBy").containsExactly("schedule Nightly"));
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/schedules/{id}/runs", tenant.toString(), id)
                .then()
                .body("due", contains(due.toString()));
    }

    @Test
    void aScanThatIsActiveIsJoined() {
        connect();
        String active = world.scan(tenant, account).toString();
        ScanSchedule due = dueNow(Map.of());
        serveSchedule.serve(due);
        runs(due).then().body("[0].accounts[0].outcome", is("JOINED")).body("[0].accounts[0].scan", is(active));
        assertThat(scans()).hasSize(1);
    }

    @Test
    void whoComesTooLateIsServedOnceOrLeftOutAsTheScheduleSays() {
        connect();
        ScanSchedule once = missed(Map.of("misfire", "ONCE"));
        ScanSchedule skip = missed(Map.of("misfire", "SKIP"));
        serveSchedule.serve(skip);
        runs(skip).then().body("[0].outcome", is("SKIPPED")).body("[0].accounts", is(empty()));
        assertThat(scans()).isEmpty();
        serveSchedule.serve(once);
        runs(once).then().body("[0].outcome", is("STARTED"));
        assertThat(scans()).hasSize(1);
    }

    @Test
    void aPausedOneStartsNothingAndShowsNoTimes() {
        connect();
        ScanSchedule paused = dueNow(Map.of("enabled", false));
        serveSchedule.serve(paused);
        assertThat(scans()).isEmpty();
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/schedules", tenant.toString())
                .then()
                .body("[0].nextRuns", is(empty()))
                .body("[0].enabled", is(false))
                .body("[0].lastRun", nullValue());
    }

    @Test
    void anAccountThatIsBlockedOrAwaitedIsRefusedInWordsAndTheOthersAreScanned() {
        connect();
        AccountId unsafe = world.account(tenant);
        world.probed(tenant, unsafe, ProbeOutcome.UNSAFE, "UNSAFE");
        AccountId awaited = world.account(tenant);
        ScanSchedule due = dueNow(Map.of());
        serveSchedule.serve(due);
        runs(due)
                .then()
                .body("[0].accounts.find { it.account == '%s' }.outcome".formatted(account), is("OPENED"))
                .body("[0].accounts.find { it.account == '%s' }.words".formatted(unsafe), containsString("blocked"))
                .body(
                        "[0].accounts.find { it.account == '%s' }.words".formatted(awaited),
                        containsString("not answered"));
    }

    @Test
    void theProvidersHoldsUntilTheTenantHasItsOwn() {
        connect();
        // Given
        Response providers = callers.provider(Role.MSP_ADMIN)
                .body(asked(Map.of("name", "Everybody", "cron", NEVER_SOON)))
                .post("/msp/schedules");
        providers.then().statusCode(201).body("level", is("PROVIDER")).body("nextRuns", hasSize(5));
        // Then
        listed().then().body("name", contains("Everybody")).body("[0].covers", contains(account.value()));
        coverage().then().body("[0].schedules", contains(providers.<String>path("id")));
        // When
        make(Map.of("cron", "0 3 * * *"));
        // Then
        listed().then().body("name", contains("Nightly"));
        AccountId second = world.account(tenant);
        make(Map.of("name", "Its own", "accounts", List.of(second.value())));
        coverage().then().body("find { it.account == '%s' }.schedules".formatted(second), hasSize(1));
        listed().then()
                .body("find { it.name == 'Nightly' }.covers", contains(account.value()))
                .body("find { it.name == 'Its own' }.level", is("ACCOUNT"));
    }

    @Test
    void theProvidersIsServedInEachTenantOfItsOwnAccord() {
        connect();
        ScanSchedule providers = new ScanSchedule(
                io.vigil.tenancy.AuditTrail.PROVIDER,
                UUID.randomUUID(),
                "Everybody",
                justDue(),
                List.of(),
                ScanSchedule.Misfire.ONCE,
                true,
                Instant.EPOCH,
                "Somebody");
        TenantId withItsOwn = world.tenant();
        world.account(withItsOwn);
        callers.as(Role.ADMIN, withItsOwn).body(asked(Map.of())).post("/tenants/{t}/schedules", withItsOwn.toString());
        // When
        serveSchedule.serve(providers);
        // Then
        assertThat(scans()).extracting("requestedBy").containsExactly("schedule Everybody");
        callers.as(Role.VIEWER, withItsOwn)
                .get("/tenants/{t}/scans", withItsOwn.toString())
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void aChangedOneMovesAndAnEndedOneIsGone() {
        String id = make(Map.of()).path("id");
        callers.as(Role.OPERATOR, tenant)
                .body(asked(Map.of("name", "Weekly", "cron", "30 5 * * 1", "zone", "Asia/Tokyo")))
                .put("/tenants/{t}/schedules/{id}", tenant.toString(), id)
                .then()
                .statusCode(200)
                .body("name", is("Weekly"))
                .body("words", is("at 05:30 on Mondays"));
        callers.as(Role.OPERATOR, tenant)
                .delete("/tenants/{t}/schedules/{id}", tenant.toString(), id)
                .then()
                .statusCode(204);
        listed().then().body("", hasSize(0));
        callers.as(Role.OPERATOR, tenant)
                .delete("/tenants/{t}/schedules/{id}", tenant.toString(), id)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron     | '* * * * *'        | shortest interval",
                "cron     | '0,5 2 * * *'      | shortest interval",
                "cron     | '0 2 31 2 *'       | never due",
                "cron     | 'at two'           | cron",
                "zone     | 'Mars/Olympus'     | IANA",
                "name     | ''                 | missing",
                "accounts | '999999999999'     | not connected",
                "accounts | '12'               | account",
                "misfire  | 'NEVER'            | misfire"
            })
    void whatCannotBeServedIsRefusedByItsName(String field, String value, String word) {
        callers.as(Role.ADMIN, tenant)
                .body(asked(Map.of(field, field.equals("accounts") ? List.of(value) : value)))
                .post("/tenants/{t}/schedules", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString(word));
        listed().then().body("", hasSize(0));
    }

    @Test
    void aPreviewShowsTheNextFiveTimes() {
        callers.as(Role.VIEWER, tenant)
                .queryParam("cron", "0 2 * * *")
                .queryParam("zone", "Europe/Oslo")
                .get("/tenants/{t}/schedules/preview", tenant.toString())
                .then()
                .statusCode(200)
                .body("words", is("at 02:00"))
                .body("nextRuns", hasSize(5));
    }

    private Response make(Map<String, Object> change) {
        Response made =
                callers.as(Role.OPERATOR, tenant).body(asked(change)).post("/tenants/{t}/schedules", tenant.toString());
        made.then().statusCode(201);
        return made;
    }

    /** One that the timetable leaves alone for now, read back as due at this minute. */
    private ScanSchedule dueNow(Map<String, Object> change) {
        return timed(change, justDue());
    }

    private ScanSchedule missed(Map<String, Object> change) {
        ZonedDateTime past = ZonedDateTime.ofInstant(clock.instant().minus(Duration.ofMinutes(40)), ZoneOffset.UTC);
        return timed(change, new Timetable("%d %d * * *".formatted(past.getMinute(), past.getHour()), ZoneOffset.UTC));
    }

    private Timetable justDue() {
        ZonedDateTime now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Timetable("%d %d * * *".formatted(now.getMinute(), now.getHour()), ZoneOffset.UTC);
    }

    private ScanSchedule timed(Map<String, Object> change, Timetable timetable) {
        Map<String, Object> quiet = new HashMap<>(change);
        quiet.put("cron", NEVER_SOON);
        UUID id = UUID.fromString(make(quiet).path("id"));
        ScanSchedule kept = transaction
                .call(tenant, handle -> Schedules.find(handle, tenant, id))
                .orElseThrow();
        return new ScanSchedule(
                kept.owner(),
                kept.id(),
                kept.name(),
                timetable,
                kept.accounts(),
                kept.misfire(),
                kept.enabled(),
                kept.createdAt(),
                kept.createdBy());
    }

    private static Map<String, Object> asked(Map<String, Object> change) {
        Map<String, Object> asked =
                new HashMap<>(Map.of("name", "Nightly", "cron", "0 2 * * *", "zone", "Europe/Oslo"));
        asked.putAll(change);
        return asked;
    }

    /** All but the one of the beginning. */
    private List<Map<String, Object>> scans() {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/scans", tenant.toString())
                .path("items.findAll { it.state != 'CANCELLED' }");
    }

    private Response runs(ScanSchedule schedule) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/schedules/{id}/runs", tenant.toString(), schedule.id());
    }

    private Response listed() {
        return callers.as(Role.VIEWER, tenant).get("/tenants/{t}/schedules", tenant.toString());
    }

    private Response coverage() {
        return callers.as(Role.VIEWER, tenant).get("/tenants/{t}/schedules/coverage", tenant.toString());
    }
}
