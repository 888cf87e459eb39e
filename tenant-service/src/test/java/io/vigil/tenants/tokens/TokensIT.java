package io.vigil.tenants.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.TokenText;
import io.vigil.tenants.members.Permissions;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token is worth, and every way in which it is worth nothing. */
@OnRealParts
class TokensIT {
    private static final String HOME = "198.51.100.7";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    @Inject
    TenantTransaction transaction;

    @Inject
    Permissions permissions;

    private TenantId tenant;
    private String member;

    private record Token(String id, String secret) {}

    @BeforeEach
    void aTenantWithAMember() {
        tenant = world.tenant();
        member = UUID.randomUUID().toString();
        enters(member, Role.OPERATOR);
    }

    @Test
    void isShownOnceAndKeptAsADigestOnly() {
        // When
        Token token = make(member, Role.OPERATOR, Map.of());
        // Then
        assertThat(token.secret()).matches("vgl_[a-z2-7]{10}_[A-Za-z0-9_-]{43}").startsWith(token.id() + "_");
        admin().get(path("/tokens"))
                .then()
                .statusCode(200)
                .body("[0].id", is(token.id()))
                .body("[0].state", is("ACTIVE"))
                .body("[0].owner", is(member))
                .body("[0].lastUsedAt", nullValue())
                .body("toString()", not(containsString(token.secret().substring(15))));
        String row = transaction.call(
                tenant,
                handle -> handle.createQuery("select row_to_json(k)::text from api_token k")
                        .mapTo(String.class)
                        .one());
        assertThat(row)
                .doesNotContain(token.secret().substring(15))
                .contains(TokenText.of(token.secret()).orElseThrow().digest());
    }

    @Test
    void makesItsHolderThePersonWithTheTokensRole() {
        // Given
        Token token = make(member, Role.VIEWER, Map.of());
        // When
        JsonPath checked = check(token);
        // Then
        assertThat(checked.getString("holder.subject")).isEqualTo(member);
        assertThat(checked.getString("holder.displayName")).isEqualTo("Name of " + member);
        assertThat(checked.getString("holder.role")).isEqualTo("VIEWER");
        assertThat(checked.getString("holder.tenant")).isEqualTo(tenant.toString());
        assertThat(checked.getString("holder.token")).isEqualTo(token.id());
    }

    @Test
    void isWorthNothingWithAnotherSecret() {
        // Given
        Token token = make(member, Role.OPERATOR, Map.of());
        String forged = token.id() + "_" + "A".repeat(43);
        // When, Then
        assertThat((Object) check(new Token(token.id(), forged)).get("holder")).isNull();
        assertThat((Object) check(new Token("vgl_aaaaaaaaaa", "vgl_aaaaaaaaaa_" + "A".repeat(43)))
                        .get("holder"))
                .isNull();
        assertThat((Object) check(token).get("holder")).isNotNull();
    }

    @Test
    void isWorthNothingOnceItIsExpired() {
        // Given
        Token token = make(member, Role.OPERATOR, Map.of("days", 1));
        assertThat((Object) check(token).get("holder")).isNotNull();
        // When
        clock.turn(Duration.ofHours(24).plusSeconds(1));
        // Then
        assertThat((Object) check(token).get("holder")).isNull();
        admin().get(path("/tokens")).then().body("[0].state", is("EXPIRED"));
        assertThat(holds(token)).isFalse();
    }

    @Test
    void isWorthNothingFromTheMomentOfItsRevocation() {
        // Given
        Token token = make(member, Role.OPERATOR, Map.of());
        assertThat(holds(token)).isTrue();
        // When
        as(member, Role.OPERATOR).delete(path("/tokens/" + token.id())).then().statusCode(204);
        // Then
        assertThat((Object) check(token).get("holder")).isNull();
        assertThat(holds(token)).isFalse();
        admin().get(path("/tokens")).then().body("[0].state", is("REVOKED"));
    }

    @Test
    void endsWithTheMembershipOfItsOwner() {
        // Given
        Token token = make(member, Role.OPERATOR, Map.of());
        // When
        admin().delete(path("/members/" + member)).then().statusCode(204);
        // Then
        assertThat((Object) check(token).get("holder")).isNull();
        assertThat(holds(token)).isFalse();
        admin().get(path("/tokens")).then().body("[0].state", is("OWNER_MAY_NOT"));
    }

    @Test
    void isWorthNothingWhileItsOwnerMayNotWhatItMay() {
        // Given
        Token operator = make(member, Role.OPERATOR, Map.of());
        Token viewer = make(member, Role.VIEWER, Map.of());
        // When
        enters(member, Role.AUDITOR);
        // Then
        assertThat((Object) check(operator).get("holder")).isNull();
        assertThat((Object) check(viewer).get("holder")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,true",
        "::ffff:198.51.100.7,true",
        "198.51.101.7,false",
        "2001:db8:1::9,true",
        "2001:db9::9,false",
        "nonsense,false",
        ",false"
    })
    void isWorthSomethingOnlyFromWhereItMayBeUsed(String address, boolean holds) {
        // Given
        Token token = make(member, Role.OPERATOR, Map.of("cidrs", List.of("198.51.100.0/24", "2001:DB8::/32")));
        // When, Then
        assertThat(check(token, address).get("holder") != null).isEqualTo(holds);
    }

    @Test
    void peopleSeeAndRevokeTheirOwn() {
        // Given
        Token mine = make(member, Role.VIEWER, Map.of());
        String other = UUID.randomUUID().toString();
        // When, Then
        as(other, Role.OPERATOR).get(path("/tokens")).then().body("size()", is(0));
        as(other, Role.OPERATOR).delete(path("/tokens/" + mine.id())).then().statusCode(404);
        as(other, Role.AUDITOR).get(path("/tokens")).then().body("id", hasItem(mine.id()));
        as(other, Role.AUDITOR).delete(path("/tokens/" + mine.id())).then().statusCode(404);
        as(other, Role.ADMIN).delete(path("/tokens/" + mine.id())).then().statusCode(204);
        as(other, Role.ADMIN).delete(path("/tokens/" + mine.id())).then().statusCode(204);
    }

    @Test
    void anotherTenantNeitherSeesNorRevokesNorOwnsIt() {
        // Given
        Token token = make(member, Role.VIEWER, Map.of());
        TenantId other = world.tenant();
        String account = admin().body(Map.of("name", "pipeline"))
                .post(path("/service-accounts"))
                .path("id");
        // When, Then
        callers.as(Role.ADMIN, other)
                .delete("/tenants/" + other + "/tokens/" + token.id())
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, other)
                .get("/tenants/" + other + "/tokens")
                .then()
                .body("size()", is(0));
        callers.as(Role.ADMIN, other)
                .body(Map.of("name", "theirs", "role", "VIEWER", "serviceAccount", account))
                .post("/tenants/" + other + "/tokens")
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, other)
                .delete("/tenants/" + other + "/service-accounts/" + account)
                .then()
                .statusCode(404);
        assertThat(check(token).getString("holder.tenant")).isEqualTo(tenant.toString());
    }

    @Test
    void aServiceAccountOutlivesWhoMadeItAndTakesItsTokensWithIt() {
        // Given
        enters(member, Role.ADMIN);
        String account = as(member, Role.ADMIN)
                .body(Map.of("name", "pipeline"))
                .post(path("/service-accounts"))
                .path("id");
        Token token = make(member, Role.ADMIN, Role.OPERATOR, Map.of("serviceAccount", account));
        as(member, Role.ADMIN)
                .body(Map.of("name", "PIPELINE"))
                .post(path("/service-accounts"))
                .then()
                .statusCode(409);
        // the last administrator could not leave
        enters(UUID.randomUUID().toString(), Role.ADMIN);
        // When
        admin().delete(path("/members/" + member)).then().statusCode(204);
        JsonPath afterItsMakerLeft = check(token);
        admin().delete(path("/service-accounts/" + account)).then().statusCode(204);
        // Then
        assertThat(afterItsMakerLeft.getString("holder.subject")).isEqualTo("service-account:" + account);
        assertThat(afterItsMakerLeft.getString("holder.displayName")).isEqualTo("pipeline");
        assertThat((Object) check(token).get("holder")).isNull();
        admin().get(path("/service-accounts")).then().body("size()", is(0));
        admin().get(path("/tokens")).then().body("[0].state", is("REVOKED"));
    }

    @Test
    void itsLastUseIsNotedOnceAMinute() {
        // Given
        Token token = make(member, Role.VIEWER, Map.of());
        check(token);
        String first = lastUse();
        // When
        check(token, "203.0.113.1");
        String withinTheMinute = lastUse();
        clock.turn(Duration.ofSeconds(61));
        check(token, "::ffff:203.0.113.1");
        // Then
        assertThat(first).endsWith(HOME);
        assertThat(withinTheMinute).isEqualTo(first);
        assertThat(lastUse()).isNotEqualTo(first).endsWith("203.0.113.1");
    }

    @Test
    void onlyAServiceAsksWhetherOneHoldsAndNeverWithTheSecret() {
        Map<String, Object> presented = Map.of("visible", "vgl_abcdefghij", "digest", "0".repeat(64), "address", HOME);
        callers.as(Role.ADMIN, tenant)
                .body(presented)
                .post("/tokens/check")
                .then()
                .statusCode(403);
        callers.worker(Optional.empty())
                .body(Map.of("visible", "vgl_abcdefghij_secret", "digest", "0".repeat(64)))
                .post("/tokens/check")
                .then()
                .statusCode(400);
    }

    private boolean holds(Token token) {
        return permissions.stillHolds(
                new Caller(
                        member, Optional.of(tenant), Role.OPERATOR, "Ada", Optional.empty(), Optional.of(token.id())),
                tenant);
    }

    private String lastUse() {
        JsonPath list = admin().get(path("/tokens")).jsonPath();
        return list.getString("[0].lastUsedAt") + " " + list.getString("[0].lastUsedAddress");
    }

    private void enters(String subject, Role role) {
        admin().body(Map.of("subject", subject, "email", "ada@example.com", "role", role))
                .post(path("/members"))
                .then()
                .statusCode(201);
    }

    private io.restassured.specification.RequestSpecification admin() {
        return callers.as(Role.ADMIN, tenant);
    }

    private io.restassured.specification.RequestSpecification as(String subject, Role role) {
        return callers.as(new Caller(subject, Optional.of(tenant), role, "Name of " + subject));
    }

    private ValidatableResponse asked(String subject, Role role, Map<String, Object> more) {
        return asked(subject, Role.OPERATOR, role, more);
    }

    private ValidatableResponse asked(String subject, Role own, Role role, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", "ci");
        body.put("role", role);
        return as(subject, own).body(body).post(path("/tokens")).then();
    }

    private Token make(String subject, Role role, Map<String, Object> more) {
        return make(subject, Role.OPERATOR, role, more);
    }

    private Token make(String subject, Role own, Role role, Map<String, Object> more) {
        JsonPath made =
                asked(subject, own, role, more).statusCode(201).extract().jsonPath();
        return new Token(made.getString("token.id"), made.getString("secret"));
    }

    private JsonPath check(Token token) {
        return check(token, HOME);
    }

    private JsonPath check(Token token, String address) {
        Map<String, Object> presented = new HashMap<>();
        presented.put("visible", token.id());
        presented.put("digest", TokenText.of(token.secret()).orElseThrow().digest());
        presented.put("address", address);
        return callers.worker(Optional.empty())
                .body(presented)
                .post("/tokens/check")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String path(String below) {
        return "/tenants/" + tenant + below;
    }
}
