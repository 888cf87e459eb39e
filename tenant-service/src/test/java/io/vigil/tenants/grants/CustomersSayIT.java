package io.vigil.tenants.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Staff;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The customer's own say in who of the provider is inside: approval, and the standing grant. */
@OnRealParts
class CustomersSayIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    private TenantId tenant;
    private Staff nadia;

    @BeforeEach
    void aCustomerAndAnAnalyst() {
        tenant = world.tenant();
        nadia = Staff.hired(callers, Role.MSP_ANALYST);
    }

    @Test
    void aPendingGrantGivesNothingUntilTheCustomersAdministratorApproves() {
        // Given
        demandApproval(true);
        GrantId grant = GrantId.of(nadia.asks(tenant, "Look at the role", "PT30M")
                .then()
                .statusCode(201)
                .body("state", is("REQUESTED"))
                .extract()
                .path("id"));
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        // When
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.MSP_ANALYST, Role.MSP_ADMIN))
            decide(role, grant, "approve").then().statusCode(403);
        nadia.at(tenant)
                .post("/tenants/{t}/grants/{g}/approve", tenant.toString(), grant.toString())
                .then()
                .statusCode(404);
        clock.turn(Duration.ofHours(2));
        decide(Role.ADMIN, grant, "approve")
                .then()
                .statusCode(200)
                .body("state", is("OPEN"))
                .body("approvedBy", is("Name of ADMIN-subject"));
        // Then: the time runs from the approval
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
        decide(Role.ADMIN, grant, "approve").then().statusCode(409);
        decide(Role.ADMIN, grant, "refuse").then().statusCode(409);
        clock.turn(Duration.ofMinutes(29));
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
        clock.turn(Duration.ofMinutes(1));
        assertThat(nadia.grantsIn(tenant)).isEmpty();
    }

    @Test
    void aRefusedOrUnansweredRequestIsOver() {
        // Given
        demandApproval(true);
        GrantId refused = nadia.enters(tenant);
        // When
        decide(Role.ADMIN, refused, "refuse").then().statusCode(200).body("state", is("REFUSED"));
        GrantId unanswered = nadia.enters(tenant);
        clock.turn(Duration.ofHours(24));
        // Then
        decide(Role.ADMIN, unanswered, "approve").then().statusCode(409);
        assertThat(state(unanswered)).isEqualTo("LAPSED");
        assertThat(nadia.grantsIn(tenant)).isEmpty();
        demandApproval(false);
        nadia.enters(tenant);
        assertThat(nadia.grantsIn(tenant)).containsExactly("WORK");
    }

    @Test
    void theStandingGrantIsTheCustomersToGiveAndOpensReadingToEveryAnalyst() {
        // Given
        Staff viewer = Staff.hired(callers, Role.MSP_VIEWER);
        Map<String, String> why = Map.of("reason", "Yearly audit");
        for (Role role : List.of(Role.OPERATOR, Role.MSP_ANALYST, Role.MSP_ADMIN))
            callers.as(role, tenant)
                    .body(why)
                    .post("/tenants/{t}/grants/standing", tenant.toString())
                    .then()
                    .statusCode(403);
        // When
        Response given =
                callers.as(Role.ADMIN, tenant).body(why).post("/tenants/{t}/grants/standing", tenant.toString());
        // Then
        given.then().statusCode(201).body("kind", is("AUDIT")).body("until", nullValue());
        assertThat(nadia.grantsIn(tenant)).containsExactly("AUDIT");
        assertThat(viewer.grantsIn(tenant)).isEmpty();
        callers.as(Role.ADMIN, tenant)
                .body(why)
                .post("/tenants/{t}/grants/standing", tenant.toString())
                .then()
                .statusCode(409);
        GrantId grant = GrantId.of(given.path("id"));
        nadia.at(tenant)
                .delete("/tenants/{t}/grants/{g}", tenant.toString(), grant.toString())
                .then()
                .statusCode(404);
        revoke(Role.ADMIN, grant).then().statusCode(204);
        assertThat(nadia.grantsIn(tenant)).isEmpty();
    }

    private void demandApproval(boolean required) {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("approvalRequired", required))
                .put("/tenants/{t}/grants/rules", tenant.toString())
                .then()
                .statusCode(200)
                .body("approvalRequired", is(required));
        nadia.at(tenant)
                .get("/tenants/{t}/grants/rules", tenant.toString())
                .then()
                .body("approvalRequired", is(required));
    }

    private Response decide(Role role, GrantId grant, String how) {
        return callers.as(role, tenant).post("/tenants/{t}/grants/{g}/" + how, tenant.toString(), grant.toString());
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
}
