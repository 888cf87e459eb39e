package io.vigil.tenants.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.PartSwitch;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Keycloak comes to hold what the platform's rows say, whatever happens to it. */
@OnRealParts
class OrganizationsIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Keycloaks keycloaks;

    @Inject
    PlatformTransaction platform;

    @Inject
    RemoveOrganization removeOrganization;

    private void member(TenantId tenant, String subject, String role) {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", subject, "email", "somebody@example.com", "role", role))
                .post("/tenants/" + tenant + "/members")
                .then()
                .statusCode(201);
    }

    @Test
    void aCustomerHasAnOrganizationWithItsMembers() {
        // Given
        TenantId tenant = world.tenant();
        // When
        member(tenant, Keycloaks.VERA, "ADMIN");
        member(tenant, "has-no-login", "VIEWER");
        keycloaks.awaits(tenant, "IN_STEP");
        // Then
        assertThat(keycloaks.organizations(tenant)).singleElement().satisfies(organization -> {
            assertThat((String) organization.get("alias")).isEqualTo(organization.get("name"));
            assertThat(organization.get("enabled")).isEqualTo(true);
        });
        assertThat(keycloaks.members(tenant)).containsExactly(Keycloaks.VERA);
        member(tenant, "another-administrator", "ADMIN");
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/" + tenant + "/members/" + Keycloaks.VERA)
                .then()
                .statusCode(204);
        keycloaks.awaits(tenant, "IN_STEP");
        assertThat(keycloaks.members(tenant)).isEmpty();
        // and the login itself stays
        keycloaks.admin().get(keycloaks.at("/users/" + Keycloaks.VERA)).then().statusCode(200);
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void whatHappensWhileKeycloakIsDownIsNotLost() {
        // Given
        TenantId before = world.tenant();
        keycloaks.awaits(before, "IN_STEP");
        PartSwitch.stop("keycloak");
        TenantId tenant;
        try {
            // When
            tenant = world.tenant();
            member(tenant, Keycloaks.VERA, "ADMIN");
            keycloaks.awaits(tenant, "FAILING");
            keycloaks
                    .standing(tenant)
                    .then()
                    .body("problem", startsWith("Keycloak does not answer"))
                    .body("nextAttemptAt", notNullValue());
        } finally {
            PartSwitch.start("keycloak");
        }
        // Then
        keycloaks.awaits(tenant, "IN_STEP");
        keycloaks.standing(tenant).then().body("attempts", is(0)).body("problem", is(""));
        assertThat(keycloaks.organizations(tenant)).hasSize(1);
        assertThat(keycloaks.members(tenant)).containsExactly(Keycloaks.VERA);
    }

    /** As when the service was killed after Keycloak had made it. */
    @Test
    void oneWhoseIdWasLostIsFoundAndNotMadeTwice() {
        // Given
        TenantId tenant = world.tenant();
        keycloaks.awaits(tenant, "IN_STEP");
        Object id = keycloaks.organizations(tenant).getFirst().get("id");
        // When
        platform.run(handle -> handle.createUpdate(
                        "update organization set keycloak_id = null, done = 0, due_at = now() where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute());
        keycloaks.awaits(tenant, "IN_STEP");
        // Then
        assertThat(keycloaks.organizations(tenant))
                .singleElement()
                .satisfies(found -> assertThat(found.get("id")).isEqualTo(id));
    }

    /** Names are for people, and two companies may have one; Keycloak's must be unique. */
    @Test
    void twoCustomersOfOneNameHaveAnOrganizationEach() {
        // Given
        String name = "Namesake " + Long.toString(System.nanoTime(), 36);
        TenantId one = namesake(name);
        keycloaks.awaits(one, "IN_STEP");
        // When
        TenantId other = namesake(name);
        keycloaks.awaits(other, "IN_STEP");
        // Then
        assertThat(List.of(one, other))
                .allSatisfy(tenant -> assertThat(keycloaks.organizations(tenant))
                        .singleElement()
                        .satisfies(organization ->
                                assertThat(organization.get("description")).isEqualTo(name)));
        assertThat(keycloaks.organizations(one).getFirst().get("name"))
                .isNotEqualTo(keycloaks.organizations(other).getFirst().get("name"));
    }

    private TenantId namesake(String name) {
        return TenantId.of(callers.provider(Role.MSP_ADMIN)
                .body(Map.of("slug", "n" + Long.toString(System.nanoTime(), 36), "name", name))
                .post("/tenants")
                .path("id"));
    }

    @Test
    void anotherOnesNameIsNotTakenOver() {
        // Given an organization that is another tenant's, under the slug of the next
        String slug = "taken-" + Long.toString(System.nanoTime(), 36);
        keycloaks
                .admin()
                .body(Map.of(
                        "name",
                        slug,
                        "alias",
                        slug,
                        "enabled",
                        true,
                        "attributes",
                        Map.of("vigil-tenant", List.of("0198a000-0000-7000-8000-000000000009"))))
                .post(keycloaks.at("/organizations"))
                .then()
                .statusCode(201);
        // When
        TenantId tenant = TenantId.of(callers.provider(Role.MSP_ADMIN)
                .body(Map.of("slug", slug, "name", "Second"))
                .post("/tenants")
                .path("id"));
        keycloaks.awaits(tenant, "FAILING");
        // Then
        keycloaks.standing(tenant).then().body("problem", startsWith("Keycloak answers 409"));
        assertThat(keycloaks.organizations(tenant)).isEmpty();
    }

    @Test
    void oneThatIsNobodysYetBecomesTheTenants() {
        // Given
        String slug = "ready-" + Long.toString(System.nanoTime(), 36);
        String made = keycloaks
                .admin()
                .body(Map.of("name", slug, "alias", slug, "enabled", true))
                .post(keycloaks.at("/organizations"))
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst(".*/", "");
        // When
        TenantId tenant = TenantId.of(callers.provider(Role.MSP_ADMIN)
                .body(Map.of("slug", slug, "name", "Was there"))
                .post("/tenants")
                .path("id"));
        keycloaks.awaits(tenant, "IN_STEP");
        // Then
        assertThat(keycloaks.organizations(tenant)).singleElement().satisfies(found -> {
            assertThat(found.get("id")).isEqualTo(made);
            assertThat(found.get("description")).isEqualTo("Was there");
        });
    }

    @Test
    void isGoneWhenTheCustomerLeavesAndStaysGone() {
        // Given
        TenantId tenant = world.tenant();
        member(tenant, Keycloaks.VERA, "ADMIN");
        keycloaks.awaits(tenant, "IN_STEP");
        // When
        platform.run(handle -> removeOrganization.ask(handle, tenant));
        keycloaks.awaits(tenant, "REMOVED");
        member(tenant, "late", "VIEWER");
        keycloaks.awaits(tenant, "REMOVED");
        // Then
        assertThat(keycloaks.organizations(tenant)).isEmpty();
        assertThat(platform.<Boolean>call(handle -> removeOrganization.isDone(handle, tenant)))
                .isTrue();
        keycloaks.admin().get(keycloaks.at("/users/" + Keycloaks.VERA)).then().statusCode(200);
    }

    /** The service account may keep organizations and people, and nothing that decides how people log in. */
    @Test
    void theServiceAccountMayNotChangeTheRealm() {
        List<String> roles = keycloaks
                .admin()
                .get(keycloaks.at("/clients?clientId=vigil-people"))
                .jsonPath()
                .getList("id");
        assertThat(roles).hasSize(1);
        String user = keycloaks
                .admin()
                .get(keycloaks.at("/clients/" + roles.getFirst() + "/service-account-user"))
                .path("id");
        List<String> granted = keycloaks
                .admin()
                .get(keycloaks.at("/users/" + user + "/role-mappings"))
                .jsonPath()
                .getList("clientMappings.'realm-management'.mappings.name");
        assertThat(granted)
                .containsExactlyInAnyOrder(
                        "manage-users", "view-users", "manage-organizations", "manage-identity-providers");
    }
}
