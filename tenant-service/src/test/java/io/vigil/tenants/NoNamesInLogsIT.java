package io.vigil.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.HeardLog;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reads logs and figures learns of no customer and of nobody in it; customers are told apart by their ids. */
@OnRealParts
class NoNamesInLogsIT {
    private static final String WORD = "quillon";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Keycloaks keycloaks;

    @Test
    void whateverHappensToACustomerNamesItNowhere() {
        // Given
        String slug = WORD + "-" + Long.toString(System.nanoTime(), 36);
        keycloaks
                .admin()
                .body(Map.of("name", slug, "alias", slug, "attributes", Map.of("vigil-tenant", List.of("another"))))
                .post(keycloaks.at("/organizations"))
                .then()
                .statusCode(201);
        try (HeardLog heard = HeardLog.begin()) {
            // When
            TenantId tenant = TenantId.of(create(slug, 201).path("id"));
            create(slug, 409);
            keycloaks.awaits(tenant, "FAILING");
            String account = world.account(tenant).value();
            post(tenant, "/members", Map.of("subject", "s", "email", "odile@quillon.example", "role", "ADMIN"));
            post(tenant, "/invitations", Map.of("email", "odile@quillon.example", "role", "ADMIN"));
            post(tenant, "/accounts", Map.of("account", account, "name", "Quillon production"));
            post(tenant, "/scans", Map.of("account", account, "checks", List.of("quillon-is-there")));
            callers.provider(Role.MSP_ADMIN).get("/tenants/" + slug + "/" + WORD);
            callers.as(Role.ADMIN, tenant).get("/tenants/" + tenant + "/scans?cursor=" + WORD);
            callers.as(Role.ADMIN, tenant).get("/tenants/" + tenant + "/" + WORD);
            given().get("/" + WORD);
            // Then
            assertThat(heard.lines()).anyMatch(line -> line.contains("Keycloak is behind"));
            assertThat(heard.lines()).noneMatch(NoNamesInLogsIT::names);
            String metrics =
                    given().get("/q/metrics").then().statusCode(200).extract().asString();
            assertThat(metrics).contains("http_server_requests_seconds_count", "/tenants/{tenant}/accounts");
            assertThat(metrics.lines()).noneMatch(NoNamesInLogsIT::names);
            assertThat(metrics).doesNotContain(tenant.toString(), account);
        }
    }

    private static boolean names(String line) {
        return line.toLowerCase(Locale.ROOT).contains(WORD);
    }

    private Response create(String slug, int status) {
        var answer = callers.provider(Role.MSP_ADMIN)
                .body(Map.of("slug", slug, "name", "Quillon Works Ltd"))
                .post("/tenants");
        answer.then().statusCode(status);
        return answer;
    }

    private void post(TenantId tenant, String path, Map<String, Object> body) {
        callers.as(Role.ADMIN, tenant).body(body).post("/tenants/" + tenant + path);
    }
}
