package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.KeycloakAdmin;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.OneTimeCode;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Staff without a second factor is nobody, whatever Keycloak asked for. */
@OnKeycloak
class SecondFactorIT {
    private static final Pattern TOTP_SECRET = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");

    @Inject
    World world;

    @BeforeEach
    void theProvidersAnalystInsideACustomer() {
        world.empty();
        world.tenant("tidewater", "Tidewater Energy");
        world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater");
        world.reportService().on("GET", "/fleet", Upstream.json("{\"tenants\":[],\"checks\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fleet", "/t/tidewater/posture", "/t/tidewater/settings/access"})
    void aPasswordAloneShowsStaffNothing(String path) {
        // When
        HttpResponse<String> answer =
                world.signedIn(World.NADIA, "Nadia", /* secondFactor */ false).get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("A second factor is needed").contains("/login?prompt=login");
    }

    @Test
    void norDoesItOpenAStream() {
        // When
        HttpResponse<String> answer =
                world.signedIn(World.NADIA, "Nadia", /* secondFactor */ false).get("/t/tidewater/findings.csv");
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(world.reportService().asked()).isEmpty();
    }

    @Test
    void aCustomersPersonNeedsNone() {
        // Given
        var tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.VIEWER);
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.json("[]"));
        // When
        HttpResponse<String> answer =
                world.signedIn(World.VERA, "Vera", /* secondFactor */ false).get("/t/tidewater/accounts");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aCodeThatKeycloakAskedForIsOne() {
        // Given somebody who has set a code up
        String sofia = new KeycloakAdmin().makePerson("vigil", "sofia", "second-factor");
        world.provider(sofia, Role.MSP_ANALYST);
        Visitor first = world.visitor();
        HttpResponse<String> setUp = first.follow(first.identify("sofia", KeycloakAdmin.PASSWORD, "/workspaces"));
        var field = TOTP_SECRET.matcher(setUp.body());
        assertThat(field.find()).as(setUp.body()).isTrue();
        String secret = field.group(1);
        HttpResponse<String> setUpOnly = first.follow(first.post(
                Visitor.action(setUp.body()),
                Map.of("totp", OneTimeCode.at(secret, Instant.now()), "totpSecret", secret, "userLabel", "phone")));
        // it was set up, not asked for
        assertThat(setUpOnly.statusCode()).as(setUpOnly.body()).isEqualTo(403);
        Visitor visitor = world.visitor();
        HttpResponse<String> asked = visitor.follow(visitor.identify("sofia", KeycloakAdmin.PASSWORD, "/workspaces"));
        assertThat(asked.body()).contains("name=\"otp\"");
        // When
        HttpResponse<String> in = visitor.follow(visitor.post(
                Visitor.action(asked.body()),
                Map.of("otp", OneTimeCode.at(secret, Instant.now().plusSeconds(30)))));
        // Then
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        assertThat(in.body()).contains("<h1>Workspaces</h1>");
    }

    @Test
    void whoIsKnownByAPasswordAloneIsAskedAgainWhenItWants() {
        // Given Keycloak knows the person
        Visitor visitor = world.visitor();
        visitor.follow(visitor.signIn("vera", World.config("vigil.test.demo.password"), "/"));
        // When
        HttpResponse<String> page = visitor.follow(visitor.get("/login?prompt=login"));
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"password\"");
    }
}
