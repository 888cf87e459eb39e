package io.vigil.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Wire;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TokenText;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API token opens at the door, and what it does not. */
@OnKeycloak
class TokenIT {
    private static final int PER_TOKEN = 20;

    @Inject
    World world;

    @Inject
    Tokens tokens;

    @Inject
    InternalTokens internal;

    @Inject
    TurnableClock clock;

    private final TokenText.Drawn token = TokenText.draw(new SecureRandom());
    private TenantId tidewater;
    private TenantId juniper;

    @BeforeEach
    void aServiceAccountWithAToken() {
        // what others were refused from this address is forgotten
        clock.turn(Duration.ofMinutes(3));
        world.empty();
        tidewater = world.tenant("tidewater", "Tidewater Energy");
        juniper = world.tenant("juniper", "Juniper Clinics");
        world.reportService().on("GET", "/tenants/[^/]+/posture", Upstream.json("{}"));
        world.tenantService()
                .on(
                        "POST",
                        "/tokens/check",
                        exchange -> Upstream.json("{\"holder\":null}").to(exchange));
        holds(token);
    }

    private void holds(TokenText.Drawn drawn) {
        world.tenantService().on("POST", "/tokens/check", exchange -> {
            // what was read for the record is the whole body
            var asked = tokens.read(
                    new String(world.tenantService().asked("/tokens/check").body(), StandardCharsets.UTF_8));
            boolean holds = asked.path("digest").asText().equals(drawn.token().digest());
            Upstream.json(holds ? holder(drawn.token().visible()) : "{\"holder\":null}")
                    .to(exchange);
        });
    }

    private String holder(String visible) {
        return """
                {"holder":{"token":"%s","subject":"service-account:7","displayName":"pipeline","tenant":"%s",
                 "slug":"tidewater","name":"Tidewater Energy","role":"OPERATOR"}}""".formatted(visible, tidewater);
    }

    private HttpResponse<String> get(String path, String bearer, String... headers) {
        return world.visitor().send(world.visitor().request(path, headers).header("Authorization", "Bearer " + bearer));
    }

    private String posture(TenantId tenant) {
        return "/api/v1/tenants/" + tenant + "/posture";
    }

    private void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void theServiceHearsOfTheAccountItsRoleAndTheTokenAndNobodyOfTheSecret() {
        // When
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
        // Then
        var asked = world.reportService().asked("/tenants/" + tidewater + "/posture");
        assertThat(internal.verify(asked.token(), "report-service"))
                .contains(new Caller(
                        "service-account:7",
                        Optional.of(tidewater),
                        Role.OPERATOR,
                        "pipeline",
                        Optional.empty(),
                        Optional.of(token.token().visible())));
        String secret = token.text().substring(15);
        Stream.concat(world.tenantService().asked().stream(), world.reportService().asked().stream())
                .forEach(heard -> assertThat(heard.headers() + new String(heard.body(), StandardCharsets.UTF_8))
                        .doesNotContain(secret));
        assertThat(tokens.read(new String(
                                world.tenantService().asked("/tokens/check").body(), StandardCharsets.UTF_8))
                        .path("address")
                        .asText())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aMachineFindsItsTenant() {
        // When
        HttpResponse<String> me = get("/api/v1/me", token.text());
        // Then
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(tokens.read(me.body()).at("/tenants/0/slug").asText()).isEqualTo("tidewater");
        assertThat(tokens.read(me.body()).path("mspRole").isNull()).isTrue();
    }

    @Test
    void theRightPrefixWithAnotherSecretIsRefused() {
        refused(get(posture(tidewater), token.token().visible() + "_" + "A".repeat(43)));
    }

    static Stream<String> malformed() {
        return Stream.of(
                "vgl_",
                "vgl_abcdefghij",
                "vgl_abcdefghij_",
                "vgl_abcdefghij_" + "A".repeat(42),
                "vgl_abcdefghij_" + "A".repeat(44),
                "vgl_abcdefghi1_" + "A".repeat(43),
                "vgl_ABCDEFGHIJ_" + "A".repeat(43),
                "vgl_abcdefghij_" + "A".repeat(42) + "=",
                "vgl_abcdefghij_" + "A".repeat(43) + " x",
                "vgl_abcdefghij_" + "A".repeat(43) + ", Bearer x.y.z",
                "vgl_abcdefghij' or 1=1 --",
                "vgl_" + "a".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatCannotBeOneIsRefusedWithoutAskingAnybody(String text) {
        refused(get(posture(tidewater), text));
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/tokens/check"));
    }

    @Test
    void anEndlessOneIsNotReadToItsEnd() {
        String answer = Wire.send(
                "GET " + posture(tidewater) + " HTTP/1.1\nAuthorization: Bearer vgl_" + "a".repeat(40_000), "");
        assertThat(Wire.status(answer)).isIn(400, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "Bearer x.y.z", "Basic abc"})
    void twoAuthorizationsAreNone(String second) {
        String answer = Wire.send(
                "GET %s HTTP/1.1\nAuthorization: Bearer %s\nAuthorization: %s"
                        .formatted(posture(tidewater), token.text(), second.formatted(token.text())),
                "");
        assertThat(Wire.status(answer)).isEqualTo(401);
    }

    @Test
    void whatTheClientSaysOfItselfDoesNotReachTheService() {
        // When
        get(
                posture(tidewater),
                token.text(),
                "X-Forwarded-For",
                "10.0.0.1",
                "Forwarded",
                "for=10.0.0.1",
                "X-Real-IP",
                "10.0.0.1",
                "X-Vigil-Tenant",
                juniper.toString());
        // Then
        assertThat(new String(world.tenantService().asked("/tokens/check").body(), StandardCharsets.UTF_8))
                .contains("127.0.0.1")
                .doesNotContain("10.0.0.1");
        assertThat(world.reportService()
                        .asked("/tenants/" + tidewater + "/posture")
                        .headers()
                        .keySet())
                .doesNotContain("x-forwarded-for", "forwarded", "x-real-ip", "x-vigil-tenant");
    }

    @Test
    void anotherTenantAndAllThatIsAboveTenantsAreNotThere() {
        for (String path : Stream.of(
                        posture(juniper),
                        "/api/v1/tenants",
                        "/api/v1/fleet",
                        "/api/v1/msp/members",
                        "/api/v1/tokens/check")
                .toList()) {
            HttpResponse<String> answer = get(path, token.text());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
        }
        assertThat(world.reportService().asked()).isEmpty();
        assertThat(world.tenantService().asked()).allMatch(asked -> asked.path().equals("/tokens/check"));
    }

    @Test
    void noPageOpensToOne() {
        for (String page : Stream.of("/t/tidewater/posture", "/t/tidewater/findings.csv", "/fleet")
                .toList()) {
            HttpResponse<String> answer = get(page, token.text());
            assertThat(answer.statusCode()).as(page).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).contains("/login"));
        }
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/tokens/check"));
    }

    @Test
    void aRevocationCountsHalfASecondLaterAtTheLatest() {
        // Given
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
        world.tenantService().on("POST", "/tokens/check", Upstream.json("{\"holder\":null}"));
        // When
        clock.turn(Duration.ofMillis(500));
        // Then
        refused(get(posture(tidewater), token.text()));
    }

    @Test
    void noneHoldsWhileNobodyCanSay() {
        // Given
        world.tenantService().down();
        // When
        HttpResponse<String> answer = get(posture(tidewater), token.text());
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(world.reportService().asked()).isEmpty();
    }

    @Test
    void anAnswerForAnotherTokenIsNoAnswer() {
        world.tenantService().on("POST", "/tokens/check", Upstream.json(holder("vgl_zzzzzzzzzz")));
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(503);
    }

    @Test
    void whoAsksTooOftenIsToldHowLongToWait() {
        // Given
        for (int i = 0; i < PER_TOKEN; i++)
            assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
        // When
        HttpResponse<String> answer = get(posture(tidewater), token.text());
        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        int wait = Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1, 60);
        clock.turn(Duration.ofSeconds(wait));
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatTriesManyWaitsButNotWhoseTokenHeld() {
        // Given
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
        // When
        int last = 401;
        for (int i = 0; i < 70 && last == 401; i++)
            last = get("/api/v1/me", TokenText.draw(new SecureRandom()).text()).statusCode();
        // Then
        assertThat(last).isEqualTo(429);
        assertThat(get(posture(tidewater), token.text()).statusCode()).isEqualTo(200);
    }
}
