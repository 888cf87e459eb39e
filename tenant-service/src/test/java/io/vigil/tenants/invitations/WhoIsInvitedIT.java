package io.vigil.tenants.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.OnRealParts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may invite whom, and what a mail is made of. */
@OnRealParts
class WhoIsInvitedIT extends AnInviter {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com\nSubject: x",
                "a@example.com,b@example.com",
                "a@example.com b@example.com",
                "Ada <a@example.com>",
                "\"a b\"@example.com",
                "a@b@example.com",
                "a..b@example.com",
                ".a@example.com",
                "a@example",
                "a@-example.com",
                "a@[127.0.0.1]",
                "a@exa\u0000mple.com",
                "\u0430da@example.com",
                "ada@ex\u00e4mple.com",
                "",
                " "
            })
    void whatIsNoPlainAddressGetsNoMail(String email) {
        invite(email, "VIEWER").then().statusCode(400).body("detail", containsString("email"));
    }

    @Test
    void namesDoNotBecomeHeadersNorLinks() {
        // Given
        String slug = "n" + Long.toString(System.nanoTime(), 36);
        tenant = TenantId.of(callers.provider(Role.MSP_ADMIN)
                .body(Map.of(
                        "slug", slug, "name", "Evil\r\nBcc: victim@example.com <a href='https://evil.example'>x</a>"))
                .post("/tenants")
                .path("id"));
        member(INVITER, "boss@example.com", "ADMIN");
        // When
        invited("VIEWER");
        // Then
        Map<String, Object> mail = mailbox.awaits(address, 1);
        assertThat((String) mail.get("subject"))
                .startsWith("Your invitation to Evil")
                .doesNotContain("\n", "\r");
        assertThat((String) mail.get("html"))
                .doesNotContain("<a href='https://evil")
                .doesNotContain("https://evil");
        assertThat(mailbox.source(mail).lines().takeWhile(line -> !line.isEmpty()))
                .noneMatch(line -> line.startsWith("Bcc"));
        assertThat(mailbox.to("victim@example.com")).isEmpty();
    }

    @Test
    void nobodysMailboxIsFlooded() {
        // Given
        for (int mail = 0; mail < 5; mail++) invite(address, "VIEWER").then().statusCode(201);
        // When: also another customer's people count
        tenant = world.tenant();
        member(INVITER, "boss@example.com", "ADMIN");
        Response sixth = invite(address, "VIEWER");
        // Then
        sixth.then().statusCode(429).body("detail", containsString("got 5 such mails"));
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(86_000, 86_400);
        clock.turn(Duration.ofHours(24).plusSeconds(1));
        invite(address, "VIEWER").then().statusCode(201);
    }

    @Test
    void anApiTokenInvitesNobody() {
        Caller token = new Caller(
                INVITER, Optional.of(tenant), Role.ADMIN, "Ci", Optional.empty(), Optional.of("vgl_abcdefghij"));
        callers.as(token)
                .body(Map.of("email", address, "role", "ADMIN"))
                .post("/tenants/" + tenant + "/invitations")
                .then()
                .statusCode(403)
                .body("detail", containsString("sign in"));
    }

    @Test
    void withoutAGrantTheProviderInvitesTheFirstAdministratorAlone() {
        // Given
        TenantId fresh = world.tenant();
        Map<String, String> viewer = Map.of("email", address, "role", "VIEWER");
        Map<String, String> admin = Map.of("email", address, "role", "ADMIN");
        String path = "/tenants/" + fresh + "/invitations";
        // When, Then
        callers.outside(Role.MSP_ADMIN, fresh).body(viewer).post(path).then().statusCode(403);
        callers.outside(Role.MSP_ADMIN, fresh).body(admin).post(path).then().statusCode(201);
        callers.outside(Role.MSP_ADMIN, tenant)
                .body(admin)
                .post("/tenants/" + tenant + "/invitations")
                .then()
                .statusCode(403);
        callers.as(Role.OPERATOR, tenant)
                .body(viewer)
                .post("/tenants/" + tenant + "/invitations")
                .then()
                .statusCode(403);
    }

    @Test
    void aMemberIsNotInvited() {
        invite("BOSS@example.com", "VIEWER").then().statusCode(409).body("detail", containsString("a member already"));
    }
}
