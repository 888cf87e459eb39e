package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in, and whom somebody asks in, as an administrator gets it. */
@OnKeycloak
class MembersPagesIT {
    private static final String MEMBERS = "/t/tidewater/settings/members";
    private static final String AMIR = "a1000000-0000-4000-8000-000000000002";
    private static final String INVITATION = "0198a000-0000-7000-8000-000000000701";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant;

    @BeforeEach
    void tidewater() {
        tenant = estate.tidewater();
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    private String sent(String path) {
        return new String(
                world.tenantService().asked("/tenants/" + tenant + path).body(), StandardCharsets.UTF_8);
    }

    @Test
    void showsWhoIsInAndWhatBecameOfInvitations() {
        assertThat(as(Role.AUDITOR).get(MEMBERS).body())
                .contains("amir@tidewater-energy.example", "ida@tidewater-energy.example")
                .contains("The mail server does not take it; it is tried again", "Expired; send it again", "Taken back")
                .contains("<span class=\"t3 s\">you</span>")
                .doesNotContain("Send the invitation", "Take out</button>");
    }

    @Test
    void aViewerIsNotShownTheWay() {
        // When
        Visitor viewer = as(Role.VIEWER);
        // Then
        assertThat(viewer.get("/t/tidewater/settings/tokens").body()).doesNotContain(MEMBERS);
    }

    @Test
    void invitesByMail() {
        // Given
        world.tenantService()
                .on(
                        "POST",
                        "/tenants/" + tenant + "/invitations",
                        Upstream.status(201, "application/json", """
                {"id":"%s","email":"mia@example.com","role":"VIEWER","state":"OPEN","invitedAt":"2026-11-27T00:00:00Z",
                 "invitedBy":"Vera","expiresAt":"2026-12-04T00:00:00Z","sentAt":null,"mailProblem":"","endedAt":null}""".formatted(INVITATION)));
        Visitor admin = as(Role.ADMIN);
        // When
        HttpResponse<String> answer = admin.post(
                MEMBERS + "/invite", Map.of("csrf", admin.csrf(), "email", " mia@example.com ", "role", "VIEWER"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(sent("/invitations")).contains("\"email\":\"mia@example.com\"", "\"role\":\"VIEWER\"");
    }

    @Test
    void keepsWhatWasTypedWhereTheServiceRefuses() {
        // Given
        world.tenantService()
                .on(
                        "POST",
                        "/tenants/" + tenant + "/invitations",
                        Upstream.problem(429, "this address got 5 invitations already, which is the most in 24 hours"));
        Visitor admin = as(Role.ADMIN);
        // When
        HttpResponse<String> answer = admin.post(
                MEMBERS + "/invite", Map.of("csrf", admin.csrf(), "email", "<b>@example.com", "role", "OPERATOR"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .contains("which is the most in 24 hours", "value=\"&lt;b&gt;@example.com\"")
                .contains("<option value=\"OPERATOR\" selected>");
    }

    @Test
    void changesARoleAndTakesSomebodyOut() {
        // Given
        world.tenantService()
                .on("PUT", "/tenants/" + tenant + "/members/" + AMIR, Upstream.json("{}"))
                .on("DELETE", "/tenants/" + tenant + "/members/odd%20one%2F..", Upstream.status(204, "text/plain", ""));
        Visitor admin = as(Role.ADMIN);
        // When
        HttpResponse<String> changed =
                admin.post(MEMBERS + "/role", Map.of("csrf", admin.csrf(), "subject", AMIR, "role", "AUDITOR"));
        HttpResponse<String> removed =
                admin.post(MEMBERS + "/remove", Map.of("csrf", admin.csrf(), "subject", "odd one/.."));
        // Then
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(sent("/members/" + AMIR)).isEqualTo("{\"role\":\"AUDITOR\"}");
    }

    @Test
    void saysWhyTheLastAdministratorStays() {
        // Given
        world.tenantService()
                .on(
                        "DELETE",
                        "/tenants/" + tenant + "/members/" + AMIR,
                        Upstream.problem(409, "this is the last administrator; make somebody else one first"));
        Visitor admin = as(Role.ADMIN);
        // When
        HttpResponse<String> answer = admin.post(MEMBERS + "/remove", Map.of("csrf", admin.csrf(), "subject", AMIR));
        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("this is the last administrator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resend", "withdraw"})
    void anInvitationIsSentAgainOrTakenBack(String what) {
        // Given
        String at = "/tenants/" + tenant + "/invitations/" + INVITATION;
        world.tenantService()
                .on("POST", at + "/resend", Upstream.json("{}"))
                .on("DELETE", at, Upstream.status(204, "text/plain", ""));
        Visitor admin = as(Role.ADMIN);
        // When
        HttpResponse<String> answer =
                admin.post(MEMBERS + "/invitations/" + INVITATION + "/" + what, Map.of("csrf", admin.csrf()));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(world.tenantService()
                        .asked(at + (what.equals("resend") ? "/resend" : ""))
                        .method())
                .isEqualTo(what.equals("resend") ? "POST" : "DELETE");
    }
}
