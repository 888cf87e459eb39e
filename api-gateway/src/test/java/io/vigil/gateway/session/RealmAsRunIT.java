package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.stack.LocalRealm;
import io.vigil.gateway.test.KeycloakAdmin;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.OneTimeCode;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The realm that deployments import, without what the local stack lays over it, in the Keycloak that runs already. */
@OnKeycloak
class RealmAsRunIT {
    private static final String REALM = "vigil-as-run";
    private static final String BACK = "http://127.0.0.1:9/login/callback";
    private static final Pattern TOTP_SECRET = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");
    private static final int WRONG_PASSWORDS = 10;

    private static boolean made;

    @Inject
    World world;

    private final KeycloakAdmin admin = new KeycloakAdmin();

    @BeforeEach
    void theRealm() {
        if (made) return;
        admin.makeRealm(
                REALM,
                LocalRealm.asRun()
                        .replace("\"realm\" : \"vigil\"", "\"realm\" : \"" + REALM + "\"")
                        .replace("${VIGIL_PORTAL_URL}", "http://127.0.0.1:9")
                        .replaceAll("\\$\\{VIGIL_[A-Z_]+}", "a-secret-of-the-test-that-is-long-enough"));
        made = true;
    }

    /** After name and password; the redirect to the portal, or the page that stands before it. */
    private HttpResponse<String> identify(Visitor visitor, String name, String password) {
        HttpResponse<String> page = visitor.get(admin.server() + "realms/" + REALM + "/protocol/openid-connect/auth?"
                + Visitor.form(Map.of(
                        "client_id", "vigil-portal",
                        "response_type", "code",
                        "scope", "openid",
                        "code_challenge_method", "S256",
                        "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        "redirect_uri", BACK)));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        HttpResponse<String> answer =
                visitor.post(Visitor.action(page.body()), Map.of("username", name, "password", password));
        return toTheEndOfKeycloak(visitor, answer);
    }

    private static HttpResponse<String> toTheEndOfKeycloak(Visitor visitor, HttpResponse<String> answer) {
        HttpResponse<String> here = answer;
        while (here.statusCode() / 100 == 3 && !isIn(here))
            here = visitor.get(Visitor.location(here).toString());
        return here;
    }

    private static boolean isIn(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 3
                && Visitor.location(answer).toString().startsWith(BACK)
                && Visitor.location(answer).toString().contains("code=");
    }

    private static String secret(HttpResponse<String> setUp) {
        Matcher secret = TOTP_SECRET.matcher(setUp.body());
        assertThat(secret.find()).as(setUp.body()).isTrue();
        return secret.group(1);
    }

    @Test
    void aPasswordAloneLetsNoStaffIn() {
        // Given
        admin.makePerson(REALM, "stella", "msp-analyst");
        Visitor thief = world.visitor();
        // When
        HttpResponse<String> setUp = identify(thief, "stella", KeycloakAdmin.PASSWORD);
        // Then
        assertThat(isIn(setUp)).isFalse();
        assertThat(setUp.body()).contains("name=\"totp\"");
        HttpResponse<String> guessed = toTheEndOfKeycloak(
                thief,
                thief.post(
                        Visitor.action(setUp.body()),
                        Map.of("totp", "000000", "totpSecret", secret(setUp), "userLabel", "")));
        assertThat(isIn(guessed)).isFalse();
    }

    @Test
    void staffSetsACodeUpOnceAndIsAskedForItAtEachLogin() {
        // Given
        admin.makePerson(REALM, "sigrid", "msp-admin");
        Visitor first = world.visitor();
        HttpResponse<String> setUp = identify(first, "sigrid", KeycloakAdmin.PASSWORD);
        String secret = secret(setUp);
        HttpResponse<String> done = toTheEndOfKeycloak(
                first,
                first.post(
                        Visitor.action(setUp.body()),
                        Map.of(
                                "totp",
                                OneTimeCode.at(secret, Instant.now()),
                                "totpSecret",
                                secret,
                                "userLabel",
                                "phone")));
        assertThat(isIn(done)).as(done.body()).isTrue();
        // When
        Visitor later = world.visitor();
        HttpResponse<String> asked = identify(later, "sigrid", KeycloakAdmin.PASSWORD);
        // Then
        assertThat(asked.body()).contains("name=\"otp\"");
        HttpResponse<String> wrong = later.post(Visitor.action(asked.body()), Map.of("otp", "000000"));
        assertThat(isIn(wrong)).isFalse();
        // the next code, which is good already, since one is good only once
        String next = OneTimeCode.at(secret, Instant.now().plusSeconds(30));
        assertThat(isIn(toTheEndOfKeycloak(later, later.post(Visitor.action(wrong.body()), Map.of("otp", next)))))
                .isTrue();
    }

    @Test
    void aCustomersPersonMayDoWithoutACode() {
        // Given
        admin.makePerson(REALM, "carl");
        // When
        HttpResponse<String> answer = identify(world.visitor(), "carl", KeycloakAdmin.PASSWORD);
        // Then
        assertThat(isIn(answer)).as(answer.body()).isTrue();
    }

    @Test
    void whoGuessesAPasswordTooOftenIsLockedOutEvenWithTheRightOne() {
        // Given
        String id = admin.makePerson(REALM, "greta");
        for (int guess = 0; guess < WRONG_PASSWORDS; guess++)
            assertThat(isIn(identify(world.visitor(), "greta", "a wrong password " + guess)))
                    .isFalse();
        // When
        HttpResponse<String> answer = identify(world.visitor(), "greta", KeycloakAdmin.PASSWORD);
        // Then
        assertThat(isIn(answer)).isFalse();
        assertThat(admin.get("/admin/realms/" + REALM + "/attack-detection/brute-force/users/" + id)
                        .path("disabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void noClientGivesATokenForAPassword() {
        // Given
        admin.makePerson(REALM, "petra", "msp-admin");
        for (String client : new String[] {"admin-cli", "account", "account-console", "security-admin-console"}) {
            // When
            HttpResponse<String> answer = world.visitor()
                    .post(
                            admin.server() + "realms/" + REALM + "/protocol/openid-connect/token",
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    client,
                                    "username",
                                    "petra",
                                    "password",
                                    KeycloakAdmin.PASSWORD));
            // Then
            assertThat(answer.statusCode()).as(client).isIn(400, 401);
            assertThat(answer.body()).as(client).doesNotContain("access_token");
        }
    }

    @Test
    void nobodyIsInItButTheServiceThatKeepsIt() {
        assertThat(LocalRealm.asRun())
                .doesNotContain("\"credentials\"", "\"email\"", "DEMO")
                .contains("\"serviceAccountClientId\" : \"vigil-people\"");
    }
}
