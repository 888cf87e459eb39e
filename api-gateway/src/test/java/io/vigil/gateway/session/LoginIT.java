package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.KeycloakValve;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in and out, through Keycloak's own pages. */
@OnKeycloak
class LoginIT {
    private static final String ACCOUNTS = "/t/tidewater/accounts";

    @Inject
    World world;

    @Inject
    Sessions sessions;

    @Inject
    Tokens tokens;

    @BeforeEach
    void aCustomerWithOneMember() {
        world.empty();
        var tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.json("[]"));
    }

    @AfterEach
    void letKeycloakAnswerAgain() {
        KeycloakValve.open(true);
    }

    private static HttpResponse<String> signIn(Visitor visitor, String to) {
        return visitor.signIn("vera", World.config("vigil.test.demo.password"), to);
    }

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        // Given
        Visitor visitor = world.visitor();
        HttpResponse<String> anonymous = visitor.get(ACCOUNTS + "?from=mail");
        assertThat(anonymous.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(anonymous).getPath()).isEqualTo("/login");
        // When
        HttpResponse<String> answer = signIn(visitor, ACCOUNTS + "?from=mail");
        // Then
        assertThat(Visitor.location(answer)).isEqualTo(World.home().resolve(ACCOUNTS + "?from=mail"));
        assertThat(visitor.follow(answer).body()).contains("<h1>Accounts</h1>").contains("Vera Lindqvist");
    }

    @Test
    void leavesOneCookieThatNoScriptCanRead() {
        // When
        HttpResponse<String> answer = signIn(world.visitor(), "/");
        // Then
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .matches("vigil_session=[A-Za-z0-9_-]{43};.*")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/")
                        .doesNotContain("Domain")
                        .doesNotContain("Max-Age"))
                .filteredOn(cookie -> cookie.startsWith("q_"))
                .allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("Max-Age=0"));
    }

    @Test
    void leavesNoTokenInTheBrowser() {
        // Given
        Visitor visitor = world.visitor();
        // When
        visitor.follow(signIn(visitor, ACCOUNTS));
        // Then
        assertThat(visitor.cookiesOf("/login/callback")).containsExactly("vigil_session");
    }

    @Test
    void knowsTheOrganizationsByTheirIds() {
        // Given
        Visitor visitor = world.visitor();
        // When
        visitor.follow(signIn(visitor, ACCOUNTS));
        // Then
        var claims = tokens.claims(
                sessions.find(visitor.cookie("vigil_session")).orElseThrow().idToken());
        assertThat(claims.at("/organizations/tidewater-energy/id").asText())
                .as(claims.toString())
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void givesEveryLoginANewSessionAndEndsTheOneBefore() {
        // Given
        Visitor visitor = world.visitor();
        visitor.follow(signIn(visitor, ACCOUNTS));
        String first = visitor.cookie("vigil_session");
        // When: Keycloak still knows the person
        visitor.follow(visitor.get("/login?to=/"));
        // Then
        assertThat(visitor.cookie("vigil_session")).isNotEqualTo(first);
        assertThat(world.visitor()
                        .get(ACCOUNTS, "Cookie", "vigil_session=" + first)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void endsTheSessionHereAndAtKeycloak() {
        // Given
        Visitor visitor = world.visitor();
        HttpResponse<String> page = visitor.follow(signIn(visitor, ACCOUNTS));
        String session = visitor.cookie("vigil_session");
        // When
        HttpResponse<String> left = visitor.post("/logout", Map.of("csrf", csrf(page)));
        // Then
        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(left.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("vigil_session=;").contains("Max-Age=0"));
        assertThat(Visitor.location(left).toString())
                .startsWith(World.config("vigil.oidc.url") + "/protocol/openid-connect/logout?");
        assertThat(visitor.get(ACCOUNTS, "Cookie", "vigil_session=" + session).statusCode())
                .isEqualTo(303);
        HttpResponse<String> welcome = visitor.follow(left);
        assertThat(welcome.body()).contains("Sign in");
        assertThat(visitor.follow(visitor.get("/login")).body()).contains("name=\"username\"");
    }

    private static String csrf(HttpResponse<String> page) {
        var field = java.util.regex.Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://intruder.example/",
                "//intruder.example/",
                "///intruder.example",
                "/\\intruder.example",
                "\\\\intruder.example",
                "/\t/intruder.example",
                "javascript:alert(1)",
                "http:intruder.example",
                "@intruder.example",
                "/login?to=/login",
                "/\r\nSet-Cookie: planted=1",
                ""
            })
    void leadsNowhereButToThisSite(String to) {
        // When
        HttpResponse<String> answer = signIn(world.visitor(), to);
        // Then
        URI target = Visitor.location(answer);
        assertThat(target.getAuthority()).isEqualTo(World.home().getAuthority());
        assertThat(target.getPath()).isEqualTo("/");
        assertThat(String.join("", answer.headers().allValues("Set-Cookie"))).doesNotContain("planted");
    }

    @Test
    void saysSoWhileKeycloakIsDown() {
        // Given
        KeycloakValve.open(false);
        // When
        HttpResponse<String> answer = world.visitor().get("/login?to=/");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        assertThat(answer.body()).contains("<h1>Login is not available</h1>").contains("Reference");
    }

    @Test
    void saysSoWhenKeycloakGoesDownBetweenItsPageAndTheReturn() {
        // Given
        Visitor visitor = world.visitor();
        HttpResponse<String> back = visitor.identify("vera", World.config("vigil.test.demo.password"), "/");
        KeycloakValve.open(false);
        // When
        HttpResponse<String> answer = visitor.get(Visitor.location(back).toString());
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Login is not available");
    }

    @Test
    void letsWhoIsSignedInGoOnWhileKeycloakIsDown() {
        // Given
        Visitor visitor = world.visitor();
        visitor.follow(signIn(visitor, ACCOUNTS));
        KeycloakValve.open(false);
        // When
        HttpResponse<String> page = visitor.get(ACCOUNTS);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/callback",
                "/login/callback?code=nonsense&state=nonsense",
                "/login/callback?error=access_denied&state=nonsense",
                "/login/callback?code=%3Cscript%3E"
            })
    void takesNoAnswerThatNobodyAskedFor(String callback) {
        // When
        HttpResponse<String> answer = world.visitor().get(callback);
        // Then
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("vigil_session"));
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @Test
    void saysWhatToDoWhenTheLoginWasRefused() {
        // When
        HttpResponse<String> answer = world.visitor().get("/sign-in-failed?error=access_denied");
        // Then
        assertThat(answer.body()).contains("<h1>").contains("/login");
    }
}
