package io.vigil.tenants.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Staff;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealParts
class GrantsIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    ReadAudit audit;

    @Inject
    EndGrants endGrants;

    @Inject
    TurnableClock clock;

    @Inject
    Jdbi jdbi;

    private TenantId tenant;
    private Staff nadia;

    @BeforeEach
    void aCustomerAndAnAnalyst() {
        tenant = world.tenant();
        nadia = Staff.hired(callers, Role.MSP_ANALYST);
    }

    @Test
    void anAnalystIsInsideFromTheGrantToItsRevocationAndTheCustomerSeesWhyAndUntilWhen() {
        // Given
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        Instant asked = clock.instant();
        // When
        GrantId grant = GrantId.of(nadia.asks(tenant, "Scan fails since Monday", "PT2H")
                .then()
                .statusCode(201)
                .body("state", is("OPEN"))
                .body("approvedBy", nullValue())
                .extract()
                .path("id"));
        // Then
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
        Response seen = callers.as(Role.VIEWER, tenant).get("/tenants/{t}/grants", tenant.toString());
        seen.then()
                .statusCode(200)
                .body("items", org.hamcrest.Matchers.hasSize(1))
                .body("items[0].name", is("Nadia Verhoeven"))
                .body("items[0].role", is("MSP_ANALYST"))
                .body("items[0].reason", is("Scan fails since Monday"))
                .body("items[0].ticket", is("OPS-17"));
        assertThat(Duration.between(asked, Instant.parse(seen.path("items[0].until"))))
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        // When
        revoke(Role.ADMIN, grant).then().statusCode(204);
        // Then
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        assertThat(state(grant)).isEqualTo("REVOKED");
        revoke(Role.ADMIN, grant).then().statusCode(204);
        assertThat(trail()).containsSubsequence("grant.revoked", "grant.opened");
        assertThat(told("grant.opened"))
                .contains("Scan fails since Monday")
                .contains("OPS-17")
                .contains(nadia.subject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "-PT1H",
                "PT8H1S",
                "P1D",
                "PT0.5S",
                "PT999999999999H",
                "an hour",
                "PT9999999999999999999S"
            })
    void noGrantIsLongerThanEightHoursOrNoTimeAtAll(String duration) {
        nadia.asks(tenant, "x", duration).then().statusCode(400).body("detail", containsString("duration"));
        assertThat(nadia.grantsIn(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0\u2003", "a\nb", "a\u0000b", "a\u2028b"})
    void aReasonIsOneLineOfText(String reason) {
        nadia.asks(tenant, reason, "").then().statusCode(400).body("detail", containsString("reason"));
    }

    @Test
    void aReasonIsBoundedAndATicketIsOptional() {
        nadia.asks(tenant, "x".repeat(501), "").then().statusCode(400);
        nadia.at(tenant)
                .body(Map.of("reason", "x".repeat(500), "ticket", " "))
                .post("/tenants/{t}/grants", tenant.toString())
                .then()
                .statusCode(201)
                .body("ticket", nullValue());
        nadia.at(tenant).post("/tenants/{t}/grants", tenant.toString()).then().statusCode(400);
    }

    @Test
    void aGrantOfOneTenantOpensNoOther() {
        // Given
        TenantId other = world.tenant();
        GrantId grant = nadia.enters(tenant);
        // Then
        assertThat(nadia.grantsIn(other)).isEmpty();
        nadia.at(other)
                .get("/tenants/{t}/grants/{g}", other.toString(), grant.toString())
                .then()
                .statusCode(404);
        nadia.at(other)
                .delete("/tenants/{t}/grants/{g}", other.toString(), grant.toString())
                .then()
                .statusCode(404);
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
    }

    @Test
    void staffSeesAndRevokesItsOwnAlone() {
        // Given
        GrantId mine = nadia.enters(tenant);
        Staff olaf = Staff.hired(callers, Role.MSP_ADMIN);
        GrantId his = olaf.enters(tenant);
        // Then
        nadia.at(tenant)
                .get("/tenants/{t}/grants", tenant.toString())
                .then()
                .body("items.id", contains(mine.toString()));
        nadia.at(tenant)
                .get("/tenants/{t}/grants/{g}", tenant.toString(), his.toString())
                .then()
                .statusCode(404);
        nadia.at(tenant)
                .delete("/tenants/{t}/grants/{g}", tenant.toString(), his.toString())
                .then()
                .statusCode(404);
        nadia.at(tenant)
                .delete("/tenants/{t}/grants/{g}", tenant.toString(), mine.toString())
                .then()
                .statusCode(204);
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        assertThat(olaf.grantsIn(tenant)).containsExactly("WORK");
    }

    @Test
    void aGrantCountsForNothingFromItsEndOnWhetherOrNotAnybodyWroteThatDown() {
        // Given
        GrantId grant = nadia.enters(tenant);
        // When
        clock.turn(Duration.ofHours(1));
        // Then
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        assertThat(state(grant)).isEqualTo("EXPIRED");
        nadia.enters(tenant);
        assertThat(trail()).containsSubsequence("grant.opened", "grant.expired", "grant.opened");
    }

    @Test
    void theSweepWritesDownWhatIsOverOnce() {
        // Given
        nadia.enters(tenant);
        clock.turn(Duration.ofHours(1));
        // When
        endGrants.sweep();
        endGrants.sweep();
        // Then
        await().until(() -> trail().contains("grant.expired"));
        assertThat(trail()).filteredOn("grant.expired"::equals).hasSize(1);
        assertThat(live()).isZero();
    }

    @Test
    void whoLeavesTheStaffOrMayNoLongerActIsOutsideAtOnceAndStaysSo() {
        // Given
        Staff olaf = Staff.hired(callers, Role.MSP_ADMIN);
        nadia.enters(tenant);
        olaf.enters(tenant);
        // When
        nadia.leaves().then().statusCode(204);
        olaf.becomes(Role.MSP_VIEWER).then().statusCode(201);
        // Then
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        assertThat(olaf.grantsIn(tenant)).isEmpty();
        nadia.becomes(Role.MSP_ANALYST).then().statusCode(201);
        olaf.becomes(Role.MSP_ADMIN).then().statusCode(201);
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        assertThat(olaf.grantsIn(tenant)).isEmpty();
        nadia.enters(tenant);
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
        endGrants.sweep();
        await().until(() -> trail().stream().filter("grant.revoked"::equals).count() == 2);
    }

    @Test
    void twoRequestsAtOnceMakeOneGrant() throws Exception {
        // When
        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> ask = () -> nadia.asks(tenant, "twice", "").statusCode();
            List<Future<Integer>> both = threads.invokeAll(List.of(ask, ask, ask, ask));
            statuses = both.stream().map(Future::resultNow).sorted().toList();
        }
        // Then
        assertThat(statuses).containsExactly(201, 409, 409, 409);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void anUnknownTenantHasNoGrants() {
        TenantId nowhere = new TenantId(java.util.UUID.randomUUID());
        nadia.asks(nowhere, "x", "").then().statusCode(404).body("detail", is("nothing is here"));
        nadia.at(nowhere).get("/tenants/{t}/grants", nowhere.toString()).then().statusCode(404);
        nadia.at(nowhere)
                .get("/tenants/{t}/grants/rules", nowhere.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void pastGrantsAreListedAPageAtATime() {
        // Given
        for (int i = 0; i < 3; i++)
            revoke(Role.ADMIN, nadia.enters(tenant)).then().statusCode(204);
        // When
        Response first = callers.as(Role.VIEWER, tenant).get("/tenants/{t}/grants?limit=2", tenant.toString());
        // Then
        first.then().body("items", org.hamcrest.Matchers.hasSize(2)).body("next", not(nullValue()));
        String next = first.path("next");
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/grants?limit=2&cursor=" + next, tenant.toString())
                .then()
                .body("items", org.hamcrest.Matchers.hasSize(1))
                .body("items.id", not(hasItem(next)))
                .body("next", nullValue());
    }

    @Test
    void whatDecidesEveryRequestIsFoundByIndex() {
        List<String> plan = jdbi.inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            return handle.createQuery("explain " + LiveGrants.QUERY)
                    .bind("subject", nadia.subject())
                    .bind("now", clock.instant())
                    .mapTo(String.class)
                    .list();
        });
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
        assertThat(plan).anyMatch(line -> line.contains("live_grant_of_subject"));
    }

    private Response revoke(Role role, GrantId grant) {
        return callers.as(role, tenant).delete("/tenants/{t}/grants/{g}", tenant.toString(), grant.toString());
    }

    private String state(GrantId grant) {
        return callers.as(Role.AUDITOR, tenant)
                .get("/tenants/{t}/grants/{g}", tenant.toString(), grant.toString())
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    private List<String> trail() {
        return audit.newest(tenant, 20).stream().map(AuditEntry::action).toList();
    }

    private String told(String action) {
        return audit.newest(tenant, 20).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private int live() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from live_grant where tenant_id = :t")
                .bind("t", tenant.value())
                .mapTo(Integer.class)
                .one());
    }
}
