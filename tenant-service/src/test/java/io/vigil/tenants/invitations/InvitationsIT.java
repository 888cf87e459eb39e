package io.vigil.tenants.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.Mailbox;
import io.vigil.tenants.test.OnRealParts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a mail to a member, and all that must not become one. */
@OnRealParts
class InvitationsIT extends AnInviter {
    private static final String PASSWORD = "a long enough password";

    private JsonPath look(String secret) {
        return callers.worker(Optional.empty())
                .body(Map.of("digest", SendInvitations.digest(secret)))
                .post("/invitations/look")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response accept(String secret, Map<String, Object> how) {
        Map<String, Object> body = new HashMap<>(how);
        body.put("digest", SendInvitations.digest(secret));
        return callers.worker(Optional.empty()).body(body).post("/invitations/accept");
    }

    private Response accept(String secret) {
        return accept(secret, Map.of("firstName", "Ida", "lastName", "Okafor", "password", PASSWORD));
    }

    private JsonPath permissions(String subject) {
        return callers.worker(Optional.empty())
                .queryParam("subject", subject)
                .get("/permissions")
                .jsonPath();
    }

    private String roleOf(String subject) {
        return permissions(subject).getString("tenants.find { it.tenant == '%s' }?.role".formatted(tenant));
    }

    @Test
    void aStrangerMakesALoginByTheLinkAndIsIn() {
        // Given
        String secret = invited("AUDITOR");
        Map<String, Object> mail = mailbox.awaits(address, 1);
        assertThat((String) mail.get("html")).contains("/invitations/" + secret, "Take the invitation");
        JsonPath seen = look(secret);
        assertThat(seen.getString("invitation.state")).isEqualTo("OPEN");
        assertThat(seen.getBoolean("invitation.loginExists")).isFalse();
        // When
        String subject = accept(secret).then().statusCode(200).extract().path("subject");
        // Then
        assertThat(roleOf(subject)).isEqualTo("AUDITOR");
        keycloaks
                .admin()
                .get(keycloaks.at("/users/" + subject))
                .then()
                .body("email", is(address))
                .body("emailVerified", is(true))
                .body("firstName", is("Ida"));
        keycloaks.awaits(tenant, "IN_STEP");
        assertThat(keycloaks.members(tenant)).contains(subject);
        assertThat(audit.newest(tenant, 100))
                .filteredOn(entry -> entry.action().equals("invitation.accepted"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo(subject);
                    assertThat(entry.actorName()).isEqualTo("Ida Okafor");
                });
        callers.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/members")
                .then()
                .body("find { it.subject == '%s' }.email".formatted(subject), is(address));
    }

    @Test
    void aLinkIsGoodOnce() {
        // Given
        String secret = invited("VIEWER");
        accept(secret).then().statusCode(200);
        // When
        Response again = accept(secret);
        // Then
        again.then().statusCode(409).body("detail", containsString("taken already"));
        assertThat(look(secret).getString("invitation.state")).isEqualTo("ACCEPTED");
    }

    @Test
    void whoHasALoginSignsInWithIt() {
        // Given
        String theirs = Keycloaks.VERAS_ADDRESS;
        int mails = mailbox.to(theirs).size();
        invite(theirs.toUpperCase(java.util.Locale.ROOT), "OPERATOR")
                .then()
                .statusCode(201)
                .body("email", is(theirs));
        String secret = Mailbox.secret(mailbox.awaits(theirs, mails + 1));
        assertThat(look(secret).getBoolean("invitation.loginExists")).isTrue();
        accept(secret).then().statusCode(409).body("detail", containsString("sign in"));
        // When
        Response taken = accept(secret, Map.of("subject", Keycloaks.VERA));
        // Then
        taken.then().statusCode(200).body("subject", is(Keycloaks.VERA));
        assertThat(roleOf(Keycloaks.VERA)).isEqualTo("OPERATOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {Keycloaks.VERA, "nobody", "../users"})
    void anotherPersonsLinkOpensNothing(String subject) {
        // Given
        String secret = invited("ADMIN");
        // When
        Response taken = accept(secret, Map.of("subject", subject));
        // Then
        taken.then().statusCode(403);
        assertThat(roleOf(subject)).isNull();
        assertThat(look(secret).getString("invitation.state")).isEqualTo("OPEN");
    }

    @Test
    void whatIsTooOldIsSaidToBe() {
        // Given
        String secret = invited("VIEWER");
        // When
        clock.turn(Duration.ofDays(7).plusSeconds(1));
        // Then
        accept(secret).then().statusCode(409).body("detail", containsString("ask for a new one"));
        assertThat(look(secret).getString("invitation.state")).isEqualTo("EXPIRED");
        callers.as(Role.ADMIN, tenant)
                .get("/tenants/" + tenant + "/invitations")
                .then()
                .body("[0].state", is("EXPIRED"));
    }

    @Test
    void oneThatIsSentAgainHasAnotherLinkAndAllOfTheTime() {
        // Given
        String id = invite(address, "VIEWER").path("id");
        String first = Mailbox.secret(mailbox.awaits(address, 1));
        clock.turn(Duration.ofDays(8));
        // When
        callers.as(Role.ADMIN, tenant)
                .post("/tenants/%s/invitations/%s/resend".formatted(tenant, id))
                .then()
                .statusCode(200)
                .body("state", is("OPEN"));
        String second = Mailbox.secret(mailbox.awaits(address, 2));
        // Then
        assertThat(second).isNotEqualTo(first);
        assertThat(look(first).getMap("invitation")).isNull();
        accept(first).then().statusCode(404);
        accept(second).then().statusCode(200);
    }

    @Test
    void oneThatIsTakenBackOpensNothing() {
        // Given
        String id = invite(address, "VIEWER").path("id");
        String secret = Mailbox.secret(mailbox.awaits(address, 1));
        // When
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/%s/invitations/%s".formatted(tenant, id))
                .then()
                .statusCode(204);
        // Then
        accept(secret).then().statusCode(409).body("detail", containsString("taken back"));
        callers.as(Role.ADMIN, tenant)
                .post("/tenants/%s/invitations/%s/resend".formatted(tenant, id))
                .then()
                .statusCode(409);
    }

    @Test
    void aNewerOneWithAnotherRoleReplacesTheOneBefore() {
        // Given
        String first = invited("ADMIN");
        // When
        invite(address, "VIEWER").then().statusCode(201);
        String second = Mailbox.secret(mailbox.awaits(address, 2));
        // Then
        accept(first).then().statusCode(409);
        accept(second).then().statusCode(200).body("role", is("VIEWER"));
    }

    @Test
    void whoMayInviteNoMoreInvitesNobodyByAnOlderMail() {
        // Given
        String other = "other-" + UUID.randomUUID();
        member(other, "other@example.com", "ADMIN");
        callers.as(new Caller(other, Optional.of(tenant), Role.ADMIN, "Other"))
                .body(Map.of("email", address, "role", "ADMIN"))
                .post("/tenants/" + tenant + "/invitations")
                .then()
                .statusCode(201);
        String secret = Mailbox.secret(mailbox.awaits(address, 1));
        // When
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("role", "VIEWER"))
                .put("/tenants/%s/members/%s".formatted(tenant, other))
                .then()
                .statusCode(200);
        // Then
        accept(secret).then().statusCode(409).body("detail", containsString("may no longer"));
        assertThat(look(secret).getString("invitation.state")).isEqualTo("WITHDRAWN");
    }

    /** The invitation is older than what somebody decided since. */
    @Test
    void aMemberKeepsTheRoleThatItHasByNow() {
        // Given
        int mails = mailbox.to(Keycloaks.VERAS_ADDRESS).size();
        invite(Keycloaks.VERAS_ADDRESS, "ADMIN");
        String secret = Mailbox.secret(mailbox.awaits(Keycloaks.VERAS_ADDRESS, mails + 1));
        member(Keycloaks.VERA, "vera@elsewhere.example", "VIEWER").then().statusCode(201);
        // When
        accept(secret, Map.of("subject", Keycloaks.VERA)).then().statusCode(200).body("role", is("VIEWER"));
        // Then
        assertThat(roleOf(Keycloaks.VERA)).isEqualTo("VIEWER");
    }

    @Test
    void whoWasTakenOutDoesNotComeBackByAnOlderMail() {
        // Given
        int mails = mailbox.to(Keycloaks.VERAS_ADDRESS).size();
        invite(Keycloaks.VERAS_ADDRESS, "ADMIN");
        String secret = Mailbox.secret(mailbox.awaits(Keycloaks.VERAS_ADDRESS, mails + 1));
        member(Keycloaks.VERA, Keycloaks.VERAS_ADDRESS, "VIEWER").then().statusCode(201);
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/%s/members/%s".formatted(tenant, Keycloaks.VERA))
                .then()
                .statusCode(204);
        // When, Then
        accept(secret, Map.of("subject", Keycloaks.VERA)).then().statusCode(409);
        assertThat(roleOf(Keycloaks.VERA)).isNull();
    }

    @Test
    void aShortPasswordMakesNoLogin() {
        // Given
        String secret = invited("VIEWER");
        // When
        Response answer = accept(secret, Map.of("firstName", "Ida", "lastName", "O", "password", "short"));
        // Then
        answer.then().statusCode(400).body("detail", containsString("password"));
        assertThat(look(secret).getString("invitation.state")).isEqualTo("OPEN");
    }

    @Test
    void aPasswordThatTheRealmRefusesIsExplained() {
        // Given
        String secret = invited("VIEWER");
        // When: the address itself
        Response answer = accept(secret, Map.of("firstName", "Ida", "lastName", "O", "password", address));
        // Then
        answer.then().statusCode(400).body("detail", containsString("password: must be"));
        accept(secret).then().statusCode(200);
    }
}
