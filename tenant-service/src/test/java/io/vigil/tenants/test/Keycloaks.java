package io.vigil.tenants.test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What Keycloak holds, as its own administrator sees it. */
@Singleton
public class Keycloaks {
    /** A person of the local realm. */
    public static final String VERA = "a1000000-0000-4000-8000-000000000001";

    public static final String VERAS_ADDRESS = "vera@tidewater-energy.example";

    private final Callers callers;
    private final String realm;
    private final String password;

    Keycloaks(
            Callers callers,
            @ConfigProperty(name = "vigil.oidc.url") String realm,
            @ConfigProperty(name = "vigil.test.keycloak.admin.password") String password) {
        this.callers = callers;
        this.realm = realm;
        this.password = password;
    }

    public String realm() {
        return realm;
    }

    /** Another realm of the same server. */
    public String realm(String name) {
        return realm.replaceFirst("/realms/.*", "/realms/" + name);
    }

    public RequestSpecification admin() {
        String token = given().contentType(ContentType.URLENC)
                .formParams(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password))
                .post(realm("master") + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** @param path below the administration of the realm {@code vigil} */
    public String at(String path) {
        return realm.replace("/realms/", "/admin/realms/") + path;
    }

    /** The organizations that say that they are the tenant's. */
    public List<Map<String, Object>> organizations(TenantId tenant) {
        return admin().get(at("/organizations?briefRepresentation=false&q=vigil-tenant:" + tenant))
                .jsonPath()
                .getList("");
    }

    public List<String> members(TenantId tenant) {
        Object id = organizations(tenant).getFirst().get("id");
        return admin().get(at("/organizations/" + id + "/members?max=100"))
                .jsonPath()
                .getList("id");
    }

    public Response standing(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant).get("/tenants/" + tenant + "/organization");
    }

    public void awaits(TenantId tenant, String state) {
        await("the organization is " + state)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> standing(tenant).path("state"), state::equals);
    }
}
