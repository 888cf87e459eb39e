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

/** The organization's tree and its forms, as people get them. */
@OnKeycloak
class OrganizationPageIT {
    private static final String PAGE = "/t/tidewater/accounts/organization";
    private static final String ID = "o-tide000001";

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

    private static String shown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String sent(String rest) {
        return new String(world.tenantService().asked(at(rest)).body(), StandardCharsets.UTF_8);
    }

    private String at(String rest) {
        return "/tenants/" + tenant + "/aws-organizations" + rest;
    }

    @Test
    void theTreeShowsEachAccountBelowItsUnitWithStateAndFix() {
        String page = shown(as(Role.ADMIN).get(PAGE));
        assertThat(page.indexOf("Level 3, unit: </span><b class=\"break\">Production"))
                .isBetween(page.indexOf(">tidewater-staging<"), page.indexOf(">tidewater-new<"));
        assertThat(page)
                .contains("9 accounts, 2 connected, 2 not connected")
                .contains("Connected by another customer", "Suspended in AWS", "Left the organization")
                .contains("Create the role from one of the offers")
                .contains("The account may not see its organization")
                .contains("210987654321</textarea>");
    }

    @Test
    void whoMayNotConnectSeesNoForm() {
        assertThat(shown(as(Role.VIEWER).get(PAGE)))
                .contains("tidewater-new")
                .doesNotContain("/connect\"")
                .doesNotContain("Read again")
                .doesNotContain("h-rule");
    }

    @Test
    void whatIsChosenIsConnectedAndTheRefusedAreNamed() {
        // Given
        world.tenantService()
                .on(
                        "POST",
                        at("/" + ID + "/connect"),
                        Upstream.json(
                                "{\"connected\":1,\"alreadyConnected\":2,\"refused\":1,\"left\":7,\"rows\":["
                                        + "{\"row\":1,\"account\":\"300000000002\",\"result\":\"REFUSED\",\"message\":\"<b>no\"}]}"));
        // When
        String page = shown(as(Role.ADMIN)
                .submit(PAGE + "/" + ID + "/connect", Map.of("unit", "ou-td01-work0001", "account", "300000000001")));
        // Then
        assertThat(page)
                .contains("1 account connected, 2 were already, 1 refused. 7 are left")
                .contains("&lt;b&gt;no");
        assertThat(sent("/" + ID + "/connect"))
                .isEqualTo("{\"whole\":false,\"units\":[\"ou-td01-work0001\"],\"accounts\":[\"300000000001\"]}");
    }

    @Test
    void aRuleIsSavedAndTurnedOff() {
        // Given
        world.tenantService()
                .on("PUT", at("/" + ID + "/rule"), Upstream.json("{}"))
                .on("DELETE", at("/" + ID + "/rule"), Upstream.status(204, "application/json", ""))
                .on("POST", at("/readings"), Upstream.problem(400, "not so"));
        Visitor admin = as(Role.ADMIN);
        // When, Then
        assertThat(admin.submit(
                                PAGE + "/" + ID + "/rule",
                                Map.of("scope", "units", "unit", "ou-td01-secu0001", "except", "1 2\n3"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(sent("/" + ID + "/rule"))
                .isEqualTo(
                        "{\"units\":[\"ou-td01-secu0001\"],\"exceptUnits\":[],\"exceptAccounts\":[\"1\",\"2\",\"3\"]}");
        assertThat(admin.submit(PAGE + "/" + ID + "/rule", Map.of("scope", "units"))
                        .body())
                .contains("Choose at least one unit");
        assertThat(admin.submit(PAGE + "/" + ID + "/rule/end", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(admin.submit(PAGE + "/read", Map.of("account", "111122223333"))
                        .body())
                .contains("not so");
    }
}
