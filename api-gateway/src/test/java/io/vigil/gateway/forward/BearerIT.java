package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of machines open the public API. */
@OnKeycloak
class BearerIT {
    private static final String ME = "/api/v1/me";
    private static final int LIFE_IN_THE_REALM = 900;

    @Inject
    World world;

    @Inject
    Tokens tokens;

    @BeforeEach
    void aCustomerWithOneMember() {
        world.empty();
        world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
    }

    @AfterEach
    void letTokensLiveAsLongAsBefore() {
        if (shortened) tokens.life(LIFE_IN_THE_REALM);
    }

    private boolean shortened;

    private HttpResponse<String> ask(String authorization) {
        return world.visitor().get(ME, "Authorization", authorization);
    }

    private void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("Bearer"));
        assertThat(tokens.read(answer.body()).path("status").asInt()).isEqualTo(401);
        assertThat(tokens.read(answer.body()).path("title").asText()).isEqualTo("Not authenticated");
    }

    @Test
    void aGoodOneSaysWhoItIs() {
        // When
        HttpResponse<String> answer = ask("Bearer " + tokens.of("vera"));
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(tokens.read(answer.body()).path("subject").asText()).isEqualTo(World.VERA);
        assertThat(tokens.read(answer.body()).at("/tenants/0/slug").asText()).isEqualTo("tidewater");
    }

    @Test
    void anExpiredOneIsRefused() {
        // Given
        shortened = true;
        tokens.life(1);
        String token = tokens.of("vera");
        // When
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ask("Bearer " + token).statusCode() != 200);
        // Then
        refused(ask("Bearer " + token));
    }

    @Test
    void oneForAnotherAudienceIsRefused() {
        refused(ask("Bearer " + tokens.ofAnotherClient("vera")));
    }

    @Test
    void oneOfAnotherIssuerIsRefused() {
        refused(ask("Bearer " + tokens.ofAnotherIssuer("vera")));
    }

    @Test
    void oneWithoutASignatureIsRefused() {
        // Given
        String good = tokens.of("vera");
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + good.split("\\.")[1] + ".";
        // Then
        refused(ask("Bearer " + none));
    }

    @Test
    void oneThatWasChangedIsRefused() {
        // Given
        String[] good = tokens.of("vera").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8)
                .replace(World.VERA, World.NADIA);
        // Then
        refused(ask("Bearer " + good[0] + "." + encoded(claims) + "." + good[2]));
    }

    @Test
    void theIdTokenThatALogoutCarriesIsRefused() {
        // Given
        Visitor visitor = world.visitor();
        var tenantService = world.tenantService();
        tenantService.on("GET", "/tenants/[^/]+/accounts", Upstream.json("[]"));
        var page = visitor.follow(
                visitor.signIn("vera", World.config("vigil.test.demo.password"), "/t/tidewater/accounts"));
        String csrf = page.body().replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
        var left = visitor.post("/logout", java.util.Map.of("csrf", csrf));
        String idToken = Visitor.location(left).getQuery().replaceAll(".*id_token_hint=([^&]+).*", "$1");
        assertThat(tokens.claims(idToken).path("aud").asText()).isEqualTo("vigil-portal");
        // Then
        refused(ask("Bearer " + idToken));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer nonsense",
                "Bearer",
                "Bearer ",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "Bearer {}",
                "bearer nonsense",
                "Basic dmVyYTpzZWNyZXQ=",
                "Negotiate abc",
                "nonsense"
            })
    void whatIsNoTokenIsRefused(String authorization) {
        refused(ask(authorization));
    }

    @ParameterizedTest
    @ValueSource(strings = {ME, "/api/v1/tenants", "/api/v1/nothing", "/api/v1", "/api/", "/api/v2/me"})
    void whoBringsNoneIsRefusedAndNeverSentToALoginPage(String path) {
        refused(world.visitor().get(path));
    }

    @Test
    void theSessionOfAPageOpensNoApi() {
        refused(world.signedIn(World.VERA, "Vera").get(ME));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
