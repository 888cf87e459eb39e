package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which customers have not taken note of what they answer for, as the provider sees it without being inside. */
@OnRealParts
class StandingsIT {
    private static final String MFA = "iam-root-mfa-enabled";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    PlatformTransaction platform;

    private TenantId tenant;

    @BeforeEach
    void aCustomer() {
        tenant = world.tenant();
    }

    @Test
    void aCustomerIsListedUntilItHasTakenNoteOfAllThatItAnswersFor() {
        // Given
        assertThat(missing()).hasValueSatisfying(never -> {
            assertThat(never.get("acknowledgedVersion")).isNull();
            assertThat((Integer) never.get("unacknowledged")).isPositive();
            assertThat(never).containsEntry("moved", 0).containsEntry("packVersion", 1);
        });
        publish("", 0, Map.of("owners", Map.of(MFA, "partner")));
        // When
        acknowledge();
        // Then
        assertThat(missing()).isEmpty();
        assertThat(standing())
                .containsEntry("moved", 1)
                .containsEntry("unacknowledged", 0)
                .containsEntry("acknowledgedVersion", 2);
        assertThat(standing().get("missingSince")).isNull();
        // what moves away from the customer asks for nothing
        publish("", 1, Map.of("owners", Map.of(MFA, "aws")));
        assertThat(missing()).isEmpty();
        // what moves to it does
        publish("", 2, Map.of());
        assertThat(missing())
                .hasValueSatisfying(behind -> assertThat(behind)
                        .containsEntry("unacknowledged", 1)
                        .containsEntry("moved", 0)
                        .containsEntry("acknowledgedVersion", 2)
                        .containsEntry("packVersion", 4));
        Object since = missing().orElseThrow().get("missingSince");
        publish("", 3, Map.of("disabledChecks", List.of("ec2-ami-not-public")));
        assertThat(missing().orElseThrow()).containsEntry("missingSince", since);
        acknowledge();
        assertThat(missing()).isEmpty();
    }

    @Test
    void whatOneAccountsPackMovesToTheCustomerIsMissingToo() {
        // Given
        AccountId account = world.account(tenant);
        publish("", 0, Map.of("owners", Map.of(MFA, "partner")));
        acknowledge();
        // When
        publish("/accounts/" + account, 0, Map.of("owners", Map.of(MFA, "customer")));
        // Then
        assertThat(missing()).hasValueSatisfying(behind -> assertThat(behind).containsEntry("unacknowledged", 1));
        assertThat(missing().orElseThrow().toString()).doesNotContain(account.value());
    }

    @Test
    void aReleaseThatChangesTheCatalogueIsLookedAtByItself() {
        // Given
        acknowledge();
        // When
        platform.run(handle -> handle.execute(
                "update responsibility_standing set catalogue = 'of before', moved = 99 where tenant_id = ?",
                tenant.value()));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> standing().get("moved").equals(0));
    }

    @Test
    void whoIsBeingLetGoIsNoLongerAsked() {
        // Given
        assertThat(missing()).isPresent();
        // When
        platform.run(handle -> Closings.enter(handle, tenant, Closings.State.FROZEN, /* revision */ 1, Instant.now()));
        // Then
        assertThat(missing()).isEmpty();
    }

    @Test
    void pagesByCursorMeetEveryCustomerOnceInOrder() {
        // Given
        world.tenant();
        // When
        JsonPath first = page("?all=true&limit=1");
        List<Map<String, Object>> all = walk("all=true&limit=7");
        // Then
        assertThat(first.getList("items")).hasSize(1);
        assertThat(first.getString("next")).isEqualTo(first.getString("items[0].slug"));
        assertThat(all)
                .extracting(row -> row.get("tenant"))
                .doesNotHaveDuplicates()
                .contains(tenant.toString());
        assertThat(all).hasSameSizeAs(walk("all=true&limit=1000"));
        assertThat(walk("limit=1000")).hasSize(page("?limit=1").getInt("missing"));
    }

    private Map<String, Object> standing() {
        return find("all=true&limit=1000").orElseThrow();
    }

    private Optional<Map<String, Object>> missing() {
        return find("limit=1000");
    }

    private Optional<Map<String, Object>> find(String query) {
        return walk(query).stream()
                .filter(row -> tenant.toString().equals(row.get("tenant")))
                .findFirst();
    }

    private List<Map<String, Object>> walk(String query) {
        List<Map<String, Object>> met = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = page("?" + query + "&cursor=" + cursor);
            met.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        return met;
    }

    private JsonPath page(String query) {
        return callers.provider(Role.MSP_VIEWER)
                .get("/msp/acknowledgements" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void acknowledge() {
        String shown = callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/pack/responsibility")
                .path("digest");
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("digest", shown))
                .post("/tenants/" + tenant + "/pack/acknowledgements")
                .then()
                .statusCode(200);
    }

    private void publish(String of, long basedOn, Map<String, Object> document) {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", basedOn, "document", document))
                .put("/tenants/" + tenant + of + "/pack")
                .then()
                .statusCode(200);
    }
}
