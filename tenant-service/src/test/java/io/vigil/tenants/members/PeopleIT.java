package io.vigil.tenants.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@OnRealParts
class PeopleIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Wire wire;

    @Inject
    Jdbi jdbi;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void aPermissionHoldsFromItsGrantToItsRevocation() {
        // Given
        TenantId tenant = world.tenant();
        assertThat(permissions().getList("tenants")).isEmpty();
        // When
        add(tenant, "VIEWER").then().statusCode(201).body("addedBy", is("Name of ADMIN-subject"));
        List<Map<String, String>> granted = permissions().getList("tenants");
        add(tenant, "OPERATOR").then().statusCode(201);
        String changed = permissions().getString("tenants[0].role");
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/members/{subject}", tenant.toString(), subject)
                .then()
                .statusCode(204);
        // Then
        assertThat(granted).singleElement().satisfies(one -> {
            assertThat(one).containsEntry("tenant", tenant.toString()).containsEntry("role", "VIEWER");
            assertThat(one.get("slug")).isNotBlank();
            assertThat(one.get("name")).startsWith("Customer");
        });
        assertThat(changed).isEqualTo("OPERATOR");
        assertThat(permissions().getList("tenants")).isEmpty();
        wire.awaits(
                MemberRemoved.class,
                removed -> tenant.equals(removed.tenant()) && removed.subject().equals(subject));
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/members/{subject}", tenant.toString(), subject)
                .then()
                .statusCode(404);
    }

    @Test
    void aPersonMayBeInSeveralTenantsAndEachShowsItsOwn() {
        // Given
        TenantId one = world.tenant();
        TenantId two = world.tenant();
        // When
        add(one, "ADMIN");
        add(two, "AUDITOR");
        // Then
        assertThat(permissions().getList("tenants.role")).containsExactlyInAnyOrder("ADMIN", "AUDITOR");
        callers.as(Role.AUDITOR, one)
                .get("/tenants/{tenant}/members", one.toString())
                .then()
                .statusCode(200)
                .body("size()", is(1))
                .body("[0].role", is("ADMIN"))
                .body("[0].email", is("ada@example.com"));
    }

    @Test
    void theProvidersPeopleAreNoCustomersAndTheOtherWayRound() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        add(tenant, "MSP_ADMIN").then().statusCode(400).body("detail", containsString("VIEWER, AUDITOR"));
        add(tenant, "SERVICE").then().statusCode(400);
        add(tenant, "EMPEROR").then().statusCode(400);
        mspMember("ADMIN").then().statusCode(400).body("detail", containsString("MSP_VIEWER"));
        mspMember("MSP_ANALYST").then().statusCode(201);
        assertThat(permissions().getString("mspRole")).isEqualTo("MSP_ANALYST");
        callers.provider(Role.MSP_ADMIN)
                .delete("/msp/members/{subject}", subject)
                .then()
                .statusCode(204);
        assertThat(permissions().getString("mspRole")).isNull();
        wire.awaits(
                MemberRemoved.class,
                removed -> removed.tenant() == null && removed.subject().equals(subject));
    }

    @Test
    void withoutAGrantTheProviderLetsInTheFirstAdministratorAlone() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        for (String role : List.of("VIEWER", "AUDITOR", "OPERATOR"))
            letIn(tenant, role, "first@example.com").then().statusCode(403);
        letIn(tenant, "ADMIN", "first@example.com").then().statusCode(201);
        letIn(tenant, "ADMIN", "second@example.com").then().statusCode(403).body("detail", containsString("first"));
        callers.outside(Role.MSP_ANALYST, tenant)
                .body(Map.of("subject", "x", "email", "x@example.com", "role", "ADMIN"))
                .post("/tenants/{tenant}/members", tenant.toString())
                .then()
                .statusCode(404);
        callers.outside(Role.MSP_ADMIN, tenant)
                .get("/tenants/{tenant}/members", tenant.toString())
                .then()
                .statusCode(404);
    }

    private Response letIn(TenantId tenant, String role, String email) {
        return callers.outside(Role.MSP_ADMIN, tenant)
                .body(Map.of("subject", email, "email", email, "role", role))
                .post("/tenants/{tenant}/members", tenant.toString());
    }

    @Test
    void aRoleIsChangedWhereTheMemberIs() {
        // Given
        TenantId tenant = world.tenant();
        add(tenant, "VIEWER");
        String path = "/tenants/" + tenant + "/members/";
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("role", "OPERATOR"))
                .put(path + subject)
                .then()
                .statusCode(200)
                .body("role", is("OPERATOR"))
                .body("email", is("ada@example.com"));
        assertThat(permissions().getString("tenants[0].role")).isEqualTo("OPERATOR");
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("role", "MSP_ADMIN"))
                .put(path + subject)
                .then()
                .statusCode(400);
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("role", "VIEWER"))
                .put(path + "nobody")
                .then()
                .statusCode(404);
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of("role", "ADMIN"))
                .put(path + subject)
                .then()
                .statusCode(403);
    }

    @Test
    void theLastAdministratorStays() {
        // Given
        TenantId tenant = world.tenant();
        add(tenant, "ADMIN").then().statusCode(201);
        String path = "/tenants/" + tenant + "/members/";
        // When, Then: neither out, nor lower by any way
        callers.as(Role.ADMIN, tenant)
                .delete(path + subject)
                .then()
                .statusCode(409)
                .body("detail", containsString("last administrator"));
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("role", "VIEWER"))
                .put(path + subject)
                .then()
                .statusCode(409);
        add(tenant, "OPERATOR").then().statusCode(409);
        assertThat(permissions().getString("tenants[0].role")).isEqualTo("ADMIN");
        // and goes once there is another
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", "second-" + subject, "email", "b@example.com", "role", "ADMIN"))
                .post("/tenants/{tenant}/members", tenant.toString());
        callers.as(Role.ADMIN, tenant).delete(path + subject).then().statusCode(204);
    }

    @Test
    void nobodyIsOfTheStaffAndAMemberOfACustomer() {
        // Given
        TenantId tenant = world.tenant();
        mspMember("MSP_ADMIN").then().statusCode(201);
        // When, Then
        add(tenant, "ADMIN").then().statusCode(409).body("detail", containsString("grant"));
        letIn(tenant, "ADMIN", "first@example.com").then().statusCode(201);
        callers.provider(Role.MSP_ADMIN)
                .body(Map.of("subject", "first@example.com", "email", "first@example.com", "role", "MSP_ANALYST"))
                .post("/msp/members")
                .then()
                .statusCode(409);
        callers.as(Role.ADMIN, tenant).delete("/tenants/{t}/members/first@example.com", tenant.toString());
    }

    @Test
    void badInputIsAnsweredByNamingTheCulprit() {
        TenantId tenant = world.tenant();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", " ", "email", "no mail", "role", "VIEWER"))
                .post("/tenants/{tenant}/members", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("email is no mail address"))
                .body("detail", containsString("subject is missing"));
        callers.worker(Optional.empty()).get("/permissions").then().statusCode(400);
        TenantId nowhere = new TenantId(UUID.randomUUID());
        add(nowhere, "VIEWER").then().statusCode(404);
    }

    @Test
    void permissionsAreFoundByIndexInOneQuery() {
        // When
        List<String> plan = jdbi.inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            return handle.createQuery("explain " + Permissions.QUERY)
                    .bind("subject", subject)
                    .mapTo(String.class)
                    .list();
        });
        // Then
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
        assertThat(plan).anyMatch(line -> line.contains("permission_pkey"));
    }

    @Test
    void aTenantIsFoundBySlugOnceOnly() {
        String slug = "s" + subject.substring(0, 8);
        Map<String, String> body = Map.of("slug", slug, "name", "Once");
        callers.provider(Role.MSP_ADMIN).body(body).post("/tenants").then().statusCode(201);
        callers.provider(Role.MSP_ADMIN)
                .body(body)
                .post("/tenants")
                .then()
                .statusCode(409)
                .body("detail", is("the slug '%s' is taken".formatted(slug)));
        callers.provider(Role.MSP_VIEWER).get("/tenants").then().statusCode(200).body("slug", hasItem(slug));
        for (String bad : List.of("ab", "Upper", "-x1", "a--b", "a_b", "1abc", "x".repeat(41))) {
            callers.provider(Role.MSP_ADMIN)
                    .body(Map.of("slug", bad, "name", "Bad"))
                    .post("/tenants")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("slug must be 3 to 40"));
        }
        callers.provider(Role.MSP_ADMIN).post("/tenants").then().statusCode(400).body("title", is("Bad request"));
    }

    private Response add(TenantId tenant, String role) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", subject, "email", "ada@example.com", "role", role))
                .post("/tenants/{tenant}/members", tenant.toString());
    }

    private Response mspMember(String role) {
        return callers.provider(Role.MSP_ADMIN)
                .body(Map.of("subject", subject, "email", "ada@example.com", "role", role))
                .post("/msp/members");
    }

    private JsonPath permissions() {
        return callers.worker(Optional.empty())
                .queryParam("subject", subject)
                .get("/permissions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
