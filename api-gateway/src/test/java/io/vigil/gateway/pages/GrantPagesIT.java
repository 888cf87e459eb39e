package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How staff enters and leaves a customer's workspace, and what the customer sees of it. */
@OnKeycloak
class GrantPagesIT {
    private static final String GIVEN = """
        {"id":"0198a000-0000-7000-8000-000000000709","kind":"WORK","state":"%s","subject":"c3000000-0000-4000-8000-000000000001","name":"Nadia",\
        "role":"MSP_ANALYST","reason":"Look at it","ticket":null,"askedAt":"2026-01-01T10:00:00Z",\
        "until":"2026-01-01T11:00:00Z"}\
        """;

    @Inject
    World world;

    @Inject
    Estate estate;

    @Inject
    InternalTokens internal;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");
    private String grants = "";

    @BeforeEach
    void aCustomer() {
        tenant = estate.tidewater();
        grants = "/tenants/" + tenant + "/grants";
    }

    private Visitor outside(Role role) {
        world.provider(World.NADIA, role);
        return world.signedIn(World.NADIA, "Nadia Verhoeven");
    }

    private Caller heard(String path) {
        return internal.verify(world.tenantService().asked(path).token(), "tenant-service")
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/posture",
                "/findings?state=open",
                "/accounts",
                "/settings/access",
                "/scans/0198a000-0000-7000-8000-000000000501/progress",
                "/findings.csv",
                "/reports/0198a000-0000-7000-8000-000000000001/content"
            })
    void noPageNoStreamAndNoFileOpensWithoutAGrant(String page) {
        // When
        HttpResponse<String> answer = outside(Role.MSP_ADMIN).get("/t/tidewater" + page);
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(world.reportService().asked()).isEmpty();
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().contains(tenant.toString()));
    }

    @Test
    void whoMayAskIsToldHowToEnterAndComesBackToThePage() {
        // When
        HttpResponse<String> answer = outside(Role.MSP_ANALYST).get("/t/tidewater/accounts");
        // Then
        assertThat(answer.body())
                .contains("You are not inside Tidewater Energy")
                .contains("href=\"/fleet/tidewater/enter?to=%2Faccounts\"");
    }

    @Test
    void reasonTicketAndTimeGoToTheServiceAsSomebodyWhoIsOutside() {
        // Given
        Visitor nadia = outside(Role.MSP_ANALYST);
        world.tenantService().on("POST", grants, Upstream.status(201, "application/json", GIVEN.formatted("OPEN")));
        // When
        HttpResponse<String> answer = nadia.post(
                "/fleet/tidewater/enter",
                Map.of(
                        "csrf", nadia.csrf(),
                        "reason", " Look at it ",
                        "ticket", "OPS-17",
                        "lasts", "PT2H",
                        "to", "/findings?layer=network&state=open"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(answer).toString()).endsWith("/t/tidewater/findings?layer=network&state=open");
        assertThat(new String(world.tenantService().asked(grants).body(), StandardCharsets.UTF_8))
                .contains("\"reason\":\"Look at it\"")
                .contains("\"ticket\":\"OPS-17\"")
                .contains("\"duration\":\"PT2H\"");
        assertThat(heard(grants))
                .isEqualTo(new Caller(World.NADIA, Optional.of(tenant), Role.MSP_ANALYST, "Nadia Verhoeven"));
    }

    @Test
    void whoHasToWaitIsToldSoAndMayWithdraw() {
        // Given
        Visitor nadia = outside(Role.MSP_ANALYST);
        world.tenantService()
                .on("POST", grants, Upstream.status(201, "application/json", GIVEN.formatted("REQUESTED")))
                .on("GET", grants, Upstream.json("{\"items\":[" + GIVEN.formatted("REQUESTED") + "]}"))
                .on("DELETE", grants + "/[0-9a-f-]+", exchange -> exchange.sendResponseHeaders(204, -1));
        // When
        HttpResponse<String> asked = nadia.follow(
                nadia.post("/fleet/tidewater/enter", Map.of("csrf", nadia.csrf(), "reason", "Look at it")));
        HttpResponse<String> withdrawn = nadia.post("/fleet/tidewater/enter/withdraw", Map.of("csrf", nadia.csrf()));
        // Then
        assertThat(asked.body()).contains("Waiting for Tidewater Energy").contains("Withdraw the request");
        assertThat(withdrawn.statusCode()).isEqualTo(303);
        assertThat(world.tenantService().asked())
                .anyMatch(request -> request.method().equals("DELETE"));
    }

    @Test
    void whatWasTypedIsKeptWhenTheServiceRefusesIt() {
        // Given
        Visitor nadia = outside(Role.MSP_ANALYST);
        world.tenantService().on("POST", grants, Upstream.problem(400, "reason must be one line of text"));
        // When
        HttpResponse<String> answer = nadia.post(
                "/fleet/tidewater/enter",
                Map.of("csrf", nadia.csrf(), "reason", "<b>why</b>", "ticket", "OPS-1", "lasts", "PT8H"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("reason must be one line of text")
                .contains("value=\"&lt;b&gt;why&lt;/b&gt;\"")
                .contains("<option value=\"PT8H\" selected>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//intruder.example/x",
                "https://intruder.example",
                "/../../fleet",
                "/x\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/posture#x",
                ""
            })
    void theWayInLeadsNowhereElse(String to) {
        // Given
        Visitor nadia = outside(Role.MSP_ANALYST);
        world.tenantService().on("POST", grants, Upstream.status(201, "application/json", GIVEN.formatted("OPEN")));
        // When
        HttpResponse<String> answer =
                nadia.post("/fleet/tidewater/enter", Map.of("csrf", nadia.csrf(), "reason", "Look at it", "to", to));
        // Then
        assertThat(Visitor.location(answer)).isEqualTo(World.home().resolve("/t/tidewater/posture"));
    }

    @Test
    void insideABannerSaysWhyAndUntilWhenAndTheServicesHearOfTheGrant() {
        // Given
        GrantId grant = world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater");
        Visitor nadia = world.signedIn(World.NADIA, "Nadia Verhoeven");
        // When
        String page = nadia.get("/t/tidewater/accounts").body();
        // Then
        assertThat(page)
                .containsPattern("You are in Tidewater Energy as Lanternfield until \\d+ \\w+ \\d\\d:\\d\\d UTC")
                .contains("Scan of production fails since Monday")
                .contains("action=\"/t/tidewater/leave\"");
        assertThat(heard("/tenants/" + tenant + "/accounts").grant()).contains(new Grant(grant, Grant.Kind.WORK));
        assertThat(page).contains("Scan now").doesNotContain("/accounts/connect");
    }

    @Test
    void leavingGivesTheGrantBack() {
        // Given
        GrantId grant = world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater");
        world.tenantService().on("DELETE", grants + "/" + grant, exchange -> exchange.sendResponseHeaders(204, -1));
        Visitor nadia = world.signedIn(World.NADIA, "Nadia Verhoeven");
        // When
        HttpResponse<String> answer = nadia.post("/t/tidewater/leave", Map.of("csrf", nadia.csrf()));
        // Then
        assertThat(Visitor.location(answer).getPath()).isEqualTo("/fleet");
        assertThat(world.tenantService().asked(grants + "/" + grant).method()).isEqualTo("DELETE");
    }

    @Test
    void theStandingGrantShowsPagesAndNoForms() {
        // Given
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater", Grant.Kind.AUDIT);
        Visitor nadia = world.signedIn(World.NADIA, "Nadia Verhoeven");
        // When
        String accounts = nadia.get("/t/tidewater/accounts").body();
        String findings = nadia.get("/t/tidewater/findings").body();
        // Then
        assertThat(accounts)
                .contains("by its standing grant")
                .doesNotContain("Scan now")
                .doesNotContain("/connect");
        assertThat(findings).contains("/findings/export?format=csv");
        assertThat(nadia.get("/fleet/tidewater/enter").body()).contains("Enter Tidewater Energy");
    }

    @Test
    void theCustomersAdministratorDecidesAndItsOthersSee() {
        // Given
        world.member(World.VERA, "tidewater", Role.ADMIN);
        Visitor admin = world.signedIn(World.VERA, "Vera");
        String decided = admin.get("/t/tidewater/settings/access").body();
        world.tenantService()
                .on("POST", grants + "/[0-9a-f-]+/approve", Upstream.json(GIVEN.formatted("OPEN")))
                .on("PUT", grants + "/rules", Upstream.json("{\"approvalRequired\":false}"));
        // When
        HttpResponse<String> approved = admin.post(
                "/t/tidewater/settings/access/0198a000-0000-7000-8000-000000000708/approve",
                Map.of("csrf", admin.csrf()));
        admin.post("/t/tidewater/settings/access/rules", Map.of("csrf", admin.csrf(), "approval", "none"));
        world.member(World.VERA, "tidewater", Role.VIEWER);
        String seen = world.signedIn(World.VERA, "Vera")
                .get("/t/tidewater/settings/access")
                .body();
        // Then
        assertThat(decided)
                .contains("Nadia Verhoeven")
                .contains("OPS-1742")
                .contains("Revoke the grant of Nadia Verhoeven")
                .contains("Approve Olaf Brandt")
                .contains("Let staff enter without approval")
                .contains("Revoke the standing grant")
                .contains("Not answered");
        assertThat(approved.statusCode()).isEqualTo(303);
        assertThat(world.tenantService().asked())
                .filteredOn(asked -> asked.method().equals("PUT"))
                .extracting(asked -> new String(asked.body(), StandardCharsets.UTF_8))
                .containsExactly("{\"approvalRequired\":false}");
        assertThat(seen)
                .contains("Scan of production fails since Monday")
                .doesNotContain("Revoke the")
                .doesNotContain(">Approve<");
    }

    @Test
    void theFormIsForAnalystsAndAdministratorsOfTheProvider() {
        assertThat(outside(Role.MSP_VIEWER).get(Estate.ENTER).statusCode()).isEqualTo(404);
        assertThat(outside(Role.MSP_ANALYST).get(Estate.ENTER).statusCode()).isEqualTo(200);
        assertThat(outside(Role.MSP_ANALYST).get("/fleet/nobody/enter").statusCode())
                .isEqualTo(404);
        world.member(World.VERA, "tidewater", Role.ADMIN);
        assertThat(world.signedIn(World.VERA, "Vera").get(Estate.ENTER).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFleetLeadsInsideOrToTheForm() {
        // When
        String outside = outside(Role.MSP_ANALYST).get("/fleet").body();
        // Then
        assertThat(outside).doesNotContain("href=\"/t/").contains("/enter?to=%2Fposture");
    }
}
