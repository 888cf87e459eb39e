package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a request reaches a service, and in whose name. */
@OnKeycloak
class ForwardIT {
    @Inject
    World world;

    @Inject
    Tokens tokens;

    @Inject
    InternalTokens internal;

    @Inject
    TurnableClock clock;

    private TenantId tidewater = TenantId.of("00000000-0000-0000-0000-000000000000");
    private TenantId juniper = tidewater;
    private String token = "";

    @BeforeEach
    void twoCustomers() {
        world.empty();
        tidewater = world.tenant("tidewater", "Tidewater Energy");
        juniper = world.tenant("juniper", "Juniper Clinics");
        world.member(World.VERA, "tidewater", Role.AUDITOR);
        world.tenantService().on("GET", "/tenants/[^/]+/accounts", Upstream.json("[]"));
        world.reportService().on("GET", "/tenants/[^/]+/posture", Upstream.json("{}"));
        token = tokens.of("vera");
    }

    private HttpResponse<String> get(String path, String... headers) {
        return world.visitor()
                .send(world.visitor().request("/api/v1" + path, headers).header("Authorization", "Bearer " + token));
    }

    private static void is(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status >= 400)
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theServiceHearsOfAPersonTenantAndRoleInATokenForItAloneThatLivesAMinute() {
        // When
        is(get("/tenants/" + tidewater + "/posture?framework=fsbp"), 200);
        // Then
        var asked = world.reportService().asked("/tenants/" + tidewater + "/posture");
        JsonNode claims = tokens.claims(asked.token());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 60L);
        assertThat(claims.path("aud").asText()).isEqualTo("report-service");
        assertThat(claims.path("iss").asText()).isEqualTo("api-gateway");
        assertThat(internal.verify(asked.token(), "report-service"))
                .contains(new Caller(World.VERA, Optional.of(tidewater), Role.AUDITOR, "Vera Lindqvist"));
        assertThat(internal.verify(asked.token(), "tenant-service")).isEmpty();
        assertThat(asked.query()).isEqualTo("framework=fsbp");
    }

    @Test
    void nothingThatTheClientSaysOfItselfReachesTheService() {
        // When
        is(
                get(
                        "/tenants/" + tidewater + "/accounts?tenant=" + juniper,
                        "X-Forwarded-For",
                        "10.0.0.1",
                        "X-Forwarded-Host",
                        "intruder.example",
                        "Forwarded",
                        "for=10.0.0.1",
                        "X-Vigil-Tenant",
                        juniper.toString(),
                        "X-Tenant",
                        juniper.toString(),
                        "Cookie",
                        "vigil_session=abc",
                        "Keep-Alive",
                        "timeout=5",
                        "TE",
                        "trailers",
                        "Proxy-Authorization",
                        "Basic abc",
                        "Accept-Language",
                        "de",
                        "Idempotency-Key",
                        "once"),
                200);
        // Then
        var headers = world.tenantService()
                .asked("/tenants/" + tidewater + "/accounts")
                .headers();
        assertThat(headers.keySet())
                .containsExactlyInAnyOrder("accept-language", "idempotency-key", "authorization", "host");
        assertThat(headers.get("authorization")).startsWith("Bearer ").doesNotContain(token);
    }

    @Test
    void nothingThatIsBetweenTheGatewayAndTheServiceReachesTheClient() {
        // Given
        world.tenantService().on("GET", "/tenants/[^/]+/accounts", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "planted=1");
            exchange.getResponseHeaders().set("Server", "inside");
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src *");
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.getResponseHeaders().set("Location", "http://tenant-service:8080/tenants/x?y=1");
            Upstream.json("[]").to(exchange);
        });
        // When
        var headers = get("/tenants/" + tidewater + "/accounts").headers();
        // Then
        assertThat(headers.map()).doesNotContainKeys("set-cookie", "server", "keep-alive");
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
        assertThat(headers.firstValue("ETag")).contains("\"7\"");
        assertThat(headers.firstValue("Location")).contains("/api/v1/tenants/x?y=1");
    }

    @Test
    void aStrangersTenantLooksAsIfItDidNotExist() {
        // When
        HttpResponse<String> foreign = get("/tenants/" + juniper + "/accounts");
        HttpResponse<String> none = get("/tenants/ffffffff-ffff-4fff-8fff-ffffffffffff/accounts");
        // Then
        is(foreign, 404);
        assertThat(foreign.body().replace(juniper.toString(), "*"))
                .isEqualTo(none.body().replace("ffffffff-ffff-4fff-8fff-ffffffffffff", "*"));
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().contains(juniper.toString()));
    }

    @Test
    void aRevokedMembershipCountsHalfASecondLaterAtTheLatest() {
        // Given
        is(get("/tenants/" + tidewater + "/accounts"), 200);
        world.nobody(World.VERA);
        // When
        clock.turn(Duration.ofMillis(500));
        // Then
        is(get("/tenants/" + tidewater + "/accounts"), 404);
    }

    @Test
    void onePagesPartsAskOnce() {
        // When
        for (int i = 0; i < 5; i++) is(get("/tenants/" + tidewater + "/accounts"), 200);
        // Then
        assertThat(world.tenantService().asked())
                .filteredOn(asked -> asked.path().equals("/permissions"))
                .hasSizeLessThan(5);
    }

    @Test
    void nobodyMayDoAnythingWhileNobodyKnowsWhoMayWhat() {
        // Given
        is(get("/tenants/" + tidewater + "/posture"), 200);
        world.tenantService().down();
        clock.turn(Duration.ofMillis(500));
        int before = world.reportService().asked().size();
        // When
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        // Then
        is(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(world.reportService().asked()).hasSize(before);
    }

    @Test
    void anAnswerForAnotherLoginIsNoAnswer() {
        // Given
        world.tenantService()
                .on(
                        "GET",
                        "/permissions",
                        Upstream.json("{\"subject\":\"somebody\",\"mspRole\":\"MSP_ADMIN\",\"tenants\":[]}"));
        clock.turn(Duration.ofMillis(500));
        // Then
        is(get("/tenants/" + tidewater + "/posture"), 503);
    }

    @Test
    void aServiceThatIsDownIsSaidSoWithATimeToComeBack() {
        // Given
        world.reportService().down();
        // When
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        // Then
        is(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        assertThat(answer.body()).contains("report-service").doesNotContain("127.0.0.1");
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsNotWaitedFor() {
        // Given
        var gate = new java.util.concurrent.CountDownLatch(1);
        world.reportService().on("GET", "/tenants/[^/]+/posture", exchange -> {
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        // When
        long begun = System.nanoTime();
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        gate.countDown();
        // Then
        is(answer, 503);
        assertThat(took).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aServicesOwnFailureStaysInside(int status) {
        // Given
        world.reportService()
                .on(
                        "GET",
                        "/tenants/[^/]+/posture",
                        Upstream.status(status, "text/plain", "java.lang.Secret at line 7"));
        // When
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        // Then
        is(answer, 503);
        assertThat(answer.body()).doesNotContain("Secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 422})
    void aServicesRefusalIsPassedOn(int status) {
        // Given
        world.reportService().on("GET", "/tenants/[^/]+/posture", Upstream.problem(status, "because"));
        // When
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        // Then
        is(answer, status);
        assertThat(answer.body()).contains("because");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void anAnswerWithoutABodyIsPassedOn(int status) {
        // Given
        world.reportService().on("GET", "/tenants/[^/]+/posture", exchange -> exchange.sendResponseHeaders(status, -1));
        // When
        HttpResponse<String> answer = get("/tenants/" + tidewater + "/posture");
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tenants/%TENANT%/../%OTHER%/accounts",
                "/tenants/%TENANT%/accounts/../../%OTHER%/accounts",
                "/tenants/%TENANT%/%2e%2e/%OTHER%/accounts",
                "/tenants/%TENANT%%2faccounts",
                "/tenants/%TENANT%%2F..%2F%OTHER%/accounts",
                "//tenants/%TENANT%/accounts",
                "/tenants//%TENANT%/accounts",
                "/tenants/%TENANT%/accounts/",
                "/tenants/%TENANT%/accounts/.",
                "/tenants/%TENANT%/accounts;tenant=%OTHER%",
                "/tenants/%TENANT%/accounts%00",
                "/tenants/%TENANT%/accounts%0d%0aX-A:%20b",
                "/tenants/%TENANT%/accounts\\..\\x",
                "/permissions",
                "/../permissions",
                "/tenants/%UPPER%/accounts"
            })
    void noOtherSpellingOfAPathIsUnderstood(String path) {
        // Given
        String raw = path.replace("%TENANT%", tidewater.toString())
                .replace("%OTHER%", juniper.toString())
                .replace("%UPPER%", tidewater.toString().toUpperCase(java.util.Locale.ROOT));
        int before = world.tenantService().asked().size();
        // When
        String answer =
                Wire.send("GET /api/v1%s HTTP/1.1\nAuthorization: Bearer %s".formatted(raw, token), /* body */ "");
        // Then
        assertThat(Wire.status(answer)).as(answer).isIn(400, 404);
        assertThat(world.tenantService().asked().stream()
                        .skip(before)
                        .filter(asked ->
                                asked.token().isEmpty() || !asked.query().equals("subject=" + World.VERA)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%zz", "q=a|b", "q=\"x\"", "q={}", "q=a[]", "q=%00", "q=ü", "?", "q=<script>", ""})
    void aStrangeQueryIsAnsweredAndNeverHangs(String query) {
        // When
        String answer = Wire.send(
                "GET /api/v1/tenants/%s/posture?%s HTTP/1.1\nAuthorization: Bearer %s"
                        .formatted(tidewater, query, token),
                /* body */ "");
        // Then
        assertThat(Wire.status(answer)).as(answer).isIn(200, 400, 404);
    }

    @Test
    void aBodyIsPassedOnAsItCame() {
        // Given
        world.tenantService()
                .on("POST", "/tenants/[^/]+/accounts", Upstream.status(201, "application/json", "{\"account\":\"1\"}"));
        // When
        HttpResponse<String> answer = post("{\"account\":\"ü\"}");
        // Then
        is(answer, 201);
        var asked = world.tenantService().asked("/tenants/" + tidewater + "/accounts");
        assertThat(new String(asked.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"account\":\"ü\"}");
        assertThat(asked.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        // When
        HttpResponse<String> answer = post("x".repeat(1_048_577));
        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.method().equals("POST"));
    }

    private HttpResponse<String> post(String body) {
        return world.visitor()
                .send(world.visitor()
                        .request("/api/v1/tenants/" + tidewater + "/accounts", "Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void thePublicDescriptionNamesWhatTheGatewayLetsThroughAndNothingElse() {
        // Given
        world.tenantService().on("GET", "/q/openapi", Upstream.json("""
                {"openapi":"3.1.0","paths":{"/tenants/{tenant}/accounts":{"get":{"security":[],"responses":{"200":
                {"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Account"}}}}}}},
                "/permissions":{"get":{}},"/tenants/{tenant}/posture":{"get":{}}},
                "components":{"schemas":{"Account":{"type":"object"}}}}"""));
        world.reportService().on("GET", "/q/openapi", Upstream.json("""
                {"openapi":"3.1.0","paths":{"/tenants/{tenant}/posture":{"get":{}},"/fleet":{"get":{}}},
                "components":{"schemas":{"Account":{"type":"string"}}}}"""));
        // When: anybody may read it
        JsonNode document =
                tokens.read(world.visitor().get("/api/v1/openapi.json").body());
        // Then
        assertThat(document.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("/tenants/{tenant}/accounts", "/tenants/{tenant}/posture", "/fleet");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/api/v1");
        assertThat(document.findValuesAsText("$ref")).containsExactly("#/components/schemas/TenantsAccount");
        assertThat(document.at("/components/schemas/ReportsAccount/type").asText())
                .isEqualTo("string");
    }

    @Test
    void thePublicDescriptionIsMissingWhileAServiceIs() {
        // Given
        world.reportService().down();
        // When
        HttpResponse<String> answer = world.visitor().get("/api/v1/openapi.json");
        // Then
        is(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
