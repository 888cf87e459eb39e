package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.stack.test.PartSwitch;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TokenText;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** Keycloak's process ends while people and machines work, and comes back. */
@OnKeycloak
class KeycloakStoppedIT {
    @Inject
    World world;

    @Inject
    Tokens tokens;

    @Test
    void stopsNobodyWhoIsInAndTellsEverybodyElseWhenToComeBack() {
        // Given somebody who is signed in, a machine with an API token, and one with a token of Keycloak's
        world.empty();
        var tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.json("[]"));
        TokenText.Drawn apiToken = TokenText.draw(new SecureRandom());
        world.tenantService().on("POST", "/tokens/check", Upstream.json("""
                {"holder":{"token":"%s","subject":"service-account:7","displayName":"pipeline","tenant":"%s",
                 "slug":"tidewater","name":"Tidewater Energy","role":"OPERATOR"}}""".formatted(
                        apiToken.token().visible(), tenant)));
        Visitor vera = world.visitor();
        vera.follow(vera.signIn("vera", World.config("vigil.test.demo.password"), "/t/tidewater/accounts"));
        String bearer = tokens.of("vera");
        assertThat(accounts(tenant, bearer)).isEqualTo(200);
        PartSwitch.stop("keycloak");
        try {
            // When
            HttpResponse<String> login = world.visitor().get("/login?to=/t/tidewater/accounts");
            // Then
            assertThat(vera.get("/t/tidewater/accounts").statusCode()).isEqualTo(200);
            assertThat(accounts(tenant, apiToken.text())).isEqualTo(200);
            assertThat(accounts(tenant, bearer)).isEqualTo(200);
            assertThat(login.statusCode()).isEqualTo(503);
            assertThat(login.headers().firstValue("Retry-After")).contains("10");
            assertThat(login.headers().firstValue("Refresh")).contains("10;url=/login?to=/t/tidewater/accounts");
            assertThat(login.body())
                    .contains("Login is not available", "every 10 seconds", "Reference")
                    .doesNotContain("Exception", "io.vigil", "\tat ");
        } finally {
            PartSwitch.start("keycloak");
        }
        // and the gateway, which was not started anew, takes logins again
        HttpResponse<String> back =
                world.visitor().signIn("vera", World.config("vigil.test.demo.password"), "/t/tidewater/accounts");
        assertThat(Visitor.location(back).getPath()).isEqualTo("/t/tidewater/accounts");
    }

    private int accounts(Object tenant, String bearer) {
        return world.visitor()
                .get("/api/v1/tenants/" + tenant + "/accounts", "Authorization", "Bearer " + bearer)
                .statusCode();
    }
}
