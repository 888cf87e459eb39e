package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's own login, as its administrator and the provider's get it. */
@OnKeycloak
class OwnLoginPageIT {
    private static final String LOGIN = "/t/tidewater/settings/login";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant;

    @BeforeEach
    void tidewater() {
        tenant = estate.tidewater();
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    @Test
    void showsWhatTheLoginMustBeToldAndNoSecret() {
        assertThat(as(Role.ADMIN).get(LOGIN).body())
                .contains("In use", "/broker/of-0198a000", "tidewater.example", "Your provider has yet to verify it")
                .contains("name=\"clientSecret\" type=\"password\" maxlength")
                .doesNotContain("Verify</button>");
    }

    @Test
    void theProvidersAdministratorVerifiesADomain() {
        // Given
        String at = "/tenants/" + tenant + "/email-domains/tidewater.example/verify";
        world.tenantService().on("POST", at, Upstream.status(204, "text/plain", ""));
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        Visitor nadia = world.signedIn(World.NADIA, "Nadia");
        assertThat(nadia.get(LOGIN).body()).contains("Verify tidewater.example");
        // When
        HttpResponse<String> answer =
                nadia.post(LOGIN + "/domains/tidewater.example/verify", Map.of("csrf", nadia.csrf()));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(world.tenantService().asked(at).method()).isEqualTo("POST");
    }

    @Test
    void anEmptySecretIsNotSentAndARefusalKeepsWhatWasTypedButTheSecret() {
        // Given
        String at = "/tenants/" + tenant + "/identity-provider";
        world.tenantService().on("PUT", at, Upstream.problem(400, "address: does not answer"));
        Visitor admin = as(Role.ADMIN);
        Map<String, String> form = Map.of(
                "csrf", admin.csrf(),
                "kind", "OIDC",
                "name", "Home",
                "address", "https://login.tidewater.example",
                "clientId", "vigil");
        // When
        admin.post(LOGIN, form);
        String without = lastPut();
        Map<String, String> withSecret = new java.util.HashMap<>(form);
        withSecret.put("clientSecret", "very-secret");
        HttpResponse<String> answer = admin.post(LOGIN, withSecret);
        // Then
        assertThat(without).contains("\"clientId\":\"vigil\"").doesNotContain("clientSecret");
        assertThat(lastPut()).contains("\"clientSecret\":\"very-secret\"");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("address: does not answer", "value=\"https://login.tidewater.example\"")
                .doesNotContain("very-secret");
    }

    private String lastPut() {
        return world.tenantService().asked().stream()
                .filter(asked -> asked.method().equals("PUT"))
                .reduce((earlier, later) -> later)
                .map(asked -> new String(asked.body(), StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    void whoMayNotSeeItIsNotShownTheWay() {
        assertThat(as(Role.OPERATOR).get("/t/tidewater/settings/tokens").body()).doesNotContain(LOGIN);
    }
}
