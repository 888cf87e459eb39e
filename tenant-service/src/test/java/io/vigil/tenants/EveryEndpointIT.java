package io.vigil.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for all endpoints, now and later: they are read from the document that the service makes of itself. */
@OnRealParts
class EveryEndpointIT {

    @Inject
    World world;

    @Inject
    Callers callers;

    private record Endpoint(String verb, String path, Map<String, Object> operation) {
        Method method() {
            String id = (String) operation.get("operationId");
            String type = id.substring(0, id.lastIndexOf('_'));
            String name = id.substring(id.lastIndexOf('_') + 1);
            try {
                return Arrays.stream(Class.forName(type).getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        }

        Role[] roles() {
            return method().getAnnotation(Permitted.class).value();
        }
    }

    @Test
    void anotherTenantsThingsAreNotThere() {
        // Given
        TenantId mine = world.tenant();
        String account = world.account(mine).value();
        world.worker();
        String scan = world.scan(mine, new AccountId(account)).toString();
        TenantId other = world.tenant();
        List<Endpoint> ofTenants = endpoints()
                .filter(endpoint -> endpoint.path().contains("{tenant}"))
                .toList();
        assertThat(ofTenants).hasSizeGreaterThan(12);
        for (Endpoint endpoint : ofTenants) {
            String path = endpoint.path()
                    .replace("{tenant}", mine.toString())
                    .replace("{account}", account)
                    .replace("{scan}", scan)
                    .replace("{subject}", "somebody")
                    .replace("{check}", "things-are-good")
                    .replace("{token}", "vgl_abcdefghij")
                    .replace("{revision}", "1");
            for (Role role : endpoint.roles()) {
                if (role == Role.SERVICE) continue;
                // When
                var answers = List.of(
                        callers.as(role, other).body("{}").request(endpoint.verb(), path),
                        callers.provider(role).body("{}").request(endpoint.verb(), path));
                // Then
                assertThat(answers)
                        .as("%s %s as %s of another tenant", endpoint.verb(), path, role)
                        .allSatisfy(answer -> {
                            assertThat(answer.statusCode()).isEqualTo(404);
                            assertThat(answer.contentType()).contains("application/problem+json");
                            assertThat(answer.<String>path("detail")).isEqualTo("nothing is here");
                        });
            }
        }
    }

    @Test
    void whatAnotherTenantOwnsIsNotFoundUnderMyPathEither() {
        // Given
        TenantId theirs = world.tenant();
        var account = world.account(theirs);
        world.worker();
        String scan = world.scan(theirs, account).toString();
        TenantId mine = world.tenant();
        // When, Then
        for (String path : List.of("scans/" + scan, "scans/" + scan + "/progress", "accounts/" + account)) {
            callers.as(Role.VIEWER, mine)
                    .get("/tenants/" + mine + "/" + path)
                    .then()
                    .statusCode(404);
        }
        for (String path : List.of("scans/" + scan, "accounts/" + account)) {
            callers.as(Role.ADMIN, mine)
                    .delete("/tenants/" + mine + "/" + path)
                    .then()
                    .statusCode(404);
        }
        callers.as(Role.ADMIN, mine)
                .body(Map.of("account", account.value()))
                .post("/tenants/" + mine + "/scans")
                .then()
                .statusCode(404);
        assertThat(world.find(theirs, ScanId.of(scan)).getString("state")).isNotEqualTo("CANCELLED");
    }

    @Test
    void nobodyGetsInWithoutATokenOrInARoleThatIsNotPermitted() {
        // Given
        TenantId tenant = world.tenant();
        for (Endpoint endpoint : endpoints().toList()) {
            String path = endpoint.path()
                    .replace("{tenant}", tenant.toString())
                    .replace("{digest}", "0".repeat(64))
                    .replaceAll("\\{[a-z]+}", "000000000000");
            if (endpoint.path().contains("{scan}")) path = path.replace("000000000000", new UUID(0, 7).toString());
            // When, Then
            assertThat(given().contentType("application/json")
                            .body("{}")
                            .request(endpoint.verb(), path)
                            .statusCode())
                    .as("%s %s without a token", endpoint.verb(), path)
                    .isEqualTo(401);
            List<Role> permitted = List.of(endpoint.roles());
            for (Role role : Role.values()) {
                if (permitted.contains(role) || role == Role.SERVICE) continue;
                assertThat(callers.as(role, tenant)
                                .body("{}")
                                .request(endpoint.verb(), path)
                                .statusCode())
                        .as("%s %s as %s", endpoint.verb(), path, role)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhoMayCallIt() {
        assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
            assertThat((String) endpoint.operation().get("summary"))
                    .as(endpoint.path())
                    .isNotBlank();
            assertThat((List<?>) endpoint.operation().get("x-permitted"))
                    .as(endpoint.verb() + endpoint.path())
                    .isEqualTo(Arrays.stream(endpoint.roles()).map(Role::name).toList());
        });
    }

    private Stream<Endpoint> endpoints() {
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(entry ->
                                List.of("get", "post", "put", "delete", "patch").contains(entry.getKey()))
                        .map(entry -> new Endpoint(
                                entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation(entry.getValue()))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> operation(Object json) {
        return (Map<String, Object>) json;
    }
}
