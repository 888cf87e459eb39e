package io.vigil.tenants.ownlogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Browser;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second realm of the same Keycloak is the customer's own login. */
@OnRealParts
class OwnLoginIT {
    private static final String HOME = "customers-home";
    private static final String SECRET = "the-secret-of-the-customers-own-login";
    private static final String PASSWORD = "a password at home";

    private static boolean homeIsMade;

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Keycloaks keycloaks;

    private final String domain = "d" + Long.toString(System.nanoTime(), 36) + ".example";
    private TenantId tenant;

    @BeforeEach
    void aCustomerWithALoginAtHome() {
        makeHome();
        tenant = world.tenant();
        keycloaks.awaits(tenant, "IN_STEP");
    }

    private void makeHome() {
        if (homeIsMade) return;
        List<String> back = List.of(keycloaks.realm() + "/broker/*");
        keycloaks
                .admin()
                .body(Map.of(
                        "realm",
                        HOME,
                        "enabled",
                        true,
                        "clients",
                        List.of(
                                Map.of("clientId", "vigil", "secret", SECRET, "redirectUris", back),
                                Map.of(
                                        "clientId",
                                        keycloaks.realm(),
                                        "protocol",
                                        "saml",
                                        "redirectUris",
                                        back,
                                        "attributes",
                                        Map.of(
                                                "saml.assertion.signature", "true",
                                                "saml.client.signature", "false",
                                                "saml.force.post.binding", "true",
                                                "saml_name_id_format", "email",
                                                "saml_force_name_id_format", "true")))))
                .post(keycloaks.realm("").replaceFirst("/realms/.*", "/admin/realms"))
                .then()
                .statusCode(201);
        homeIsMade = true;
    }

    private String atHome(String name, String email) {
        return person(keycloaks.realm(HOME).replace("/realms/", "/admin/realms/"), name, email, PASSWORD);
    }

    private String person(String realm, String name, String email, String password) {
        return keycloaks
                .admin()
                .body(Map.of(
                        "username",
                        name,
                        "email",
                        email,
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "firstName",
                        "Carl",
                        "lastName",
                        "Home",
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))))
                .post(realm + "/users")
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst(".*/", "");
    }

    private String path(String below) {
        return "/tenants/" + tenant + below;
    }

    private Map<String, Object> oidc() {
        return new HashMap<>(Map.of(
                "kind",
                "OIDC",
                "name",
                "Home",
                "address",
                keycloaks.realm(HOME),
                "clientId",
                "vigil",
                "clientSecret",
                SECRET));
    }

    private Response attach(Map<String, Object> asked) {
        return callers.as(Role.ADMIN, tenant).body(asked).put(path("/identity-provider"));
    }

    private void attached() {
        attach(oidc()).then().statusCode(200).body("state", is("WAITING_FOR_DOMAIN"));
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("domain", domain))
                .post(path("/email-domains"))
                .then()
                .statusCode(204);
        verify().then().statusCode(204);
        keycloaks.awaits(tenant, "IN_STEP");
        callers.as(Role.ADMIN, tenant).get(path("/identity-provider")).then().body("state", is("ACTIVE"));
    }

    private Response verify() {
        return callers.outside(Role.MSP_ADMIN, tenant).post(path("/email-domains/" + domain + "/verify"));
    }

    /** Names an address of the domain, is led home, and signs in there. */
    private Browser.Page signInAtHome(Browser browser, String name) {
        Browser.Page first = browser.login(keycloaks.realm());
        Browser.Page home = browser.fill(first, Map.of("username", "somebody@" + domain));
        assertThat(home.address().getPath()).startsWith("/realms/" + HOME + "/");
        return browser.fill(home, Map.of("username", name, "password", PASSWORD));
    }

    private List<Map<String, Object>> known(String email) {
        return keycloaks
                .admin()
                .get(keycloaks.at("/users?exact=true&email=" + email))
                .jsonPath()
                .getList("");
    }

    @Test
    void whoComesByItIsSignedInAndMayDoNothingYet() {
        // Given
        attached();
        String email = "carl@" + domain;
        atHome("carl-" + domain, email);
        // When
        Browser.Page page = signInAtHome(new Browser(), "carl-" + domain);
        // Then
        assertThat(page.isIn()).as(page.body()).isTrue();
        assertThat(known(email)).singleElement().satisfies(login -> {
            assertThat(login.get("emailVerified")).isEqualTo(false);
            assertThat(keycloaks.members(tenant)).contains((String) login.get("id"));
            callers.worker(Optional.empty())
                    .queryParam("subject", login.get("id"))
                    .get("/permissions")
                    .then()
                    .body("tenants", hasSize(0));
        });
        // and is still there after the next change of the customer's members
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", "x", "email", "x@example.com", "role", "VIEWER"))
                .post(path("/members"));
        keycloaks.awaits(tenant, "IN_STEP");
        assertThat(known(email)).hasSize(1);
        // and comes in again without a question
        assertThat(signInAtHome(new Browser(), "carl-" + domain).isIn()).isTrue();
    }

    @Test
    void anAddressOfAnotherDomainMakesNoLogin() {
        // Given
        attached();
        String email = "eve@elsewhere-" + domain;
        atHome("eve-" + domain, email);
        // When
        Browser.Page page = signInAtHome(new Browser(), "eve-" + domain);
        // Then
        assertThat(page.isIn()).isFalse();
        assertThat(known(email)).isEmpty();
    }

    @Test
    void aLoginThatExistsIsNotTakenOverByOneThatClaimsItsAddress() {
        // Given
        attached();
        String email = "dora@" + domain;
        String dora = person(keycloaks.at(""), email, email, "the password of dora here");
        atHome("mallory-" + domain, email);
        // When
        Browser browser = new Browser();
        Browser.Page page = signInAtHome(browser, "mallory-" + domain);
        // Then
        assertThat(page.isIn()).isFalse();
        keycloaks
                .admin()
                .get(keycloaks.at("/users/" + dora + "/federated-identity"))
                .then()
                .body("", hasSize(0));
        // and even who wants to link must know the password here
        Browser.Page asked = browser.fill(page, Map.of("submitAction", "linkAccount"));
        assertThat(asked.isIn()).isFalse();
        assertThat(asked.body()).contains("name=\"password\"");
        assertThat(browser.fill(asked, Map.of("password", PASSWORD)).isIn()).isFalse();
    }

    @Test
    void theSecretIsNotGivenBackAndStaysWhereItIsNotChanged() {
        // Given
        attached();
        // When
        Map<String, Object> renamed = oidc();
        renamed.remove("clientSecret");
        renamed.put("name", "Renamed");
        attach(renamed).then().statusCode(200).body("name", is("Renamed")).body(not(containsString(SECRET)));
        // Then
        String email = "kim@" + domain;
        atHome("kim-" + domain, email);
        assertThat(signInAtHome(new Browser(), "kim-" + domain).isIn()).isTrue();
        // and goes along to no other place
        Map<String, Object> elsewhere = new HashMap<>(renamed);
        elsewhere.put("address", keycloaks.realm("master"));
        attach(elsewhere).then().statusCode(400).body("detail", containsString("clientSecret"));
    }

    @Test
    void nobodyIsLedToOneThatIsDetachedOrWhoseDomainIsGone() {
        // Given
        attached();
        // When
        callers.as(Role.ADMIN, tenant)
                .delete(path("/email-domains/" + domain))
                .then()
                .statusCode(204);
        keycloaks.awaits(tenant, "IN_STEP");
        // Then
        Browser browser = new Browser();
        Browser.Page page = browser.fill(browser.login(keycloaks.realm()), Map.of("username", "somebody@" + domain));
        assertThat(page.address().getPath()).startsWith("/realms/vigil/");
        callers.as(Role.ADMIN, tenant).delete(path("/identity-provider")).then().statusCode(204);
        callers.as(Role.ADMIN, tenant).delete(path("/identity-provider")).then().statusCode(404);
        keycloaks
                .admin()
                .get(keycloaks.at("/identity-provider/instances/of-" + tenant))
                .then()
                .statusCode(404);
    }

    @Test
    void aDomainIsOneCustomers() {
        // Given
        attached();
        tenant = world.tenant();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("domain", domain.toUpperCase(java.util.Locale.ROOT)))
                .post(path("/email-domains"))
                .then()
                .statusCode(204);
        // When, Then
        verify().then().statusCode(409).body("detail", containsString("another customer"));
        callers.as(Role.ADMIN, tenant)
                .post(path("/email-domains/" + domain + "/verify"))
                .then()
                .statusCode(403);
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("domain", "no domain"))
                .post(path("/email-domains"))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/realms/nowhere            | answers 404",
                "/realms/customers-home/x   | answers 404",
                "/admin/                    | address"
            })
    void whatIsNoLoginIsRefused(String where, String why) {
        // Given
        Map<String, Object> asked = oidc();
        asked.put("address", keycloaks.realm().replaceFirst("/realms/.*", "") + where);
        // When, Then
        attach(asked).then().statusCode(400).body("detail", containsString(why));
        callers.as(Role.ADMIN, tenant).get(path("/identity-provider")).then().body("state", is("NONE"));
    }

    @Test
    void whoComesBySamlIsSignedInAndMayDoNothingYet() {
        // Given
        attach(Map.of("kind", "SAML", "name", "Home", "address", keycloaks.realm(HOME) + "/protocol/saml/descriptor"))
                .then()
                .statusCode(200);
        callers.as(Role.ADMIN, tenant).body(Map.of("domain", domain)).post(path("/email-domains"));
        verify().then().statusCode(204);
        keycloaks.awaits(tenant, "IN_STEP");
        String email = "sam@" + domain;
        atHome("sam-" + domain, email);
        // When
        Browser browser = new Browser();
        Browser.Page page = signInAtHome(browser, "sam-" + domain);
        if (page.body().contains("name=\"lastName\""))
            page = browser.fill(page, Map.of("email", email, "firstName", "Sam", "lastName", "Home"));
        // Then
        assertThat(page.isIn()).as(page.body()).isTrue();
        assertThat(known(email))
                .singleElement()
                .satisfies(login -> callers.worker(Optional.empty())
                        .queryParam("subject", login.get("id"))
                        .get("/permissions")
                        .then()
                        .body("tenants", hasSize(0)));
        assertThat(signInAtHome(new Browser(), "sam-" + domain).isIn()).isTrue();
    }

    @Test
    void oneThatSpeaksSamlMustSignWhatItSays() {
        // Given
        Map<String, Object> asked =
                Map.of("kind", "SAML", "name", "Home", "address", keycloaks.realm(HOME) + "/protocol/saml/descriptor");
        // When
        attach(asked).then().statusCode(200).body("kind", is("SAML"));
        // Then
        keycloaks
                .admin()
                .get(keycloaks.at("/identity-provider/instances/of-" + tenant))
                .then()
                .body("providerId", is("saml"))
                .body("enabled", is(false))
                .body("config.validateSignature", is("true"))
                .body("config.wantAssertionsSigned", is("true"))
                .body("config.signingCertificate", not(is("")));
        attach(Map.of("kind", "SAML", "name", "Home", "address", keycloaks.realm(HOME)))
                .then()
                .statusCode(400)
                .body("detail", containsString("no SAML metadata"));
    }
}
