package io.vigil.tenants.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody gets by making a token. */
@OnRealParts
class MakeTokenIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    private final String member = UUID.randomUUID().toString();
    private TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = world.tenant();
    }

    @Test
    void lives90DaysUnlessItsMakerSaysLessAndNeverLongerThanAYear() {
        Instant now = clock.instant();
        asked(member, Role.VIEWER, Map.of()).statusCode(201);
        Instant expires = Instant.parse(admin().get(path("/tokens")).path("[0].expiresAt"));
        assertThat(expires)
                .isCloseTo(
                        now.plus(90, ChronoUnit.DAYS), org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));
        asked(member, Role.VIEWER, Map.of("days", 365)).statusCode(201);
        asked(member, Role.VIEWER, Map.of("days", 366)).statusCode(400).body("detail", is("days: must be at most 365"));
        asked(member, Role.VIEWER, Map.of("days", 0)).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/8", "*", "10.0.0.0/33", "localhost", "", "::ffff:10.0.0.1"})
    void rangesThatAreNoneAreRefused(String range) {
        asked(member, Role.VIEWER, Map.of("cidrs", List.of(range)))
                .statusCode(400)
                .body("detail", containsString("cidrs"));
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER,OPERATOR",
        "VIEWER,AUDITOR",
        "OPERATOR,ADMIN",
        "OPERATOR,AUDITOR",
        "AUDITOR,OPERATOR",
        "AUDITOR,ADMIN",
        "ADMIN,MSP_ADMIN",
        "ADMIN,SERVICE"
    })
    void nobodyRaisesARoleByAToken(Role own, Role wanted) {
        as("m", own)
                .body(Map.of("name", "up", "role", wanted))
                .post(path("/tokens"))
                .then()
                .statusCode(403)
                .body("detail", containsString("is not yours to hand on"));
    }

    @Test
    void theProvidersStaffMakesNoTokenThatWouldOutliveItsGrant() {
        for (Role role : List.of(Role.MSP_VIEWER, Role.MSP_ANALYST, Role.MSP_ADMIN))
            callers.as(role, tenant)
                    .body(Map.of("name", "n", "role", "VIEWER"))
                    .post(path("/tokens"))
                    .then()
                    .statusCode(403);
    }

    @Test
    void aTokenMakesNoTokensAndNoServiceAccounts() {
        Caller byToken = new Caller(
                member, Optional.of(tenant), Role.ADMIN, "Ada", Optional.empty(), Optional.of("vgl_abcdefghij"));
        callers.as(byToken)
                .body(Map.of("name", "next", "role", "VIEWER"))
                .post(path("/tokens"))
                .then()
                .statusCode(403);
        callers.as(byToken)
                .body(Map.of("name", "next"))
                .post(path("/service-accounts"))
                .then()
                .statusCode(403);
    }

    @Test
    void onlyAdministratorsMakeTokensOfServiceAccounts() {
        String account = admin().body(Map.of("name", "pipeline"))
                .post(path("/service-accounts"))
                .path("id");
        asked(member, Role.OPERATOR, Map.of("serviceAccount", account)).statusCode(403);
        as(member, Role.OPERATOR)
                .body(Map.of("name", "x"))
                .post(path("/service-accounts"))
                .then()
                .statusCode(403);
    }

    private RequestSpecification admin() {
        return callers.as(Role.ADMIN, tenant);
    }

    private RequestSpecification as(String subject, Role role) {
        return callers.as(new Caller(subject, Optional.of(tenant), role, "Name of " + subject));
    }

    private ValidatableResponse asked(String subject, Role role, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", "ci");
        body.put("role", role);
        return as(subject, Role.OPERATOR).body(body).post(path("/tokens")).then();
    }

    private String path(String below) {
        return "/tenants/" + tenant + below;
    }
}
