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

/** An account goes from one customer to another. */
@OnKeycloak
class TransferPageIT {
    private static final String PAGE = "/t/tidewater/accounts/" + Estate.ACCOUNT + "/transfer";

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

    private String at(String rest) {
        return "/tenants/" + tenant + "/accounts" + rest;
    }

    private String sent(String rest) {
        return new String(world.tenantService().asked(at(rest)).body(), StandardCharsets.UTF_8);
    }

    @Test
    void anOpenOfferIsSeenAndTakenBack() {
        // Given
        Visitor admin = as(Role.ADMIN);
        world.tenantService().on("DELETE", at("/" + Estate.ACCOUNT + "/transfer"), Upstream.status(204, "", ""));
        // When
        HttpResponse<String> page = admin.get(PAGE);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("It is offered", "halden", "4 Dec", "Take the offer back");
        assertThat(admin.submit(PAGE + "/withdraw", Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void theCodeIsShownOnce() {
        // Given
        Visitor admin = as(Role.ADMIN);
        world.tenantService()
                .on(
                        "POST",
                        at("/" + Estate.ACCOUNT + "/transfer"),
                        Upstream.status(
                                201,
                                "application/json",
                                "{\"customer\":\"halden\",\"until\":\"2026-12-04T09:30:00Z\",\"code\":\"vgt_seen-once\"}"));
        // When
        HttpResponse<String> made = admin.submit(PAGE, Map.of("customer", " halden "));
        // Then
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("vgt_seen-once", "Hand this code over now");
        assertThat(sent("/" + Estate.ACCOUNT + "/transfer")).isEqualTo("{\"customer\":\"halden\"}");
        assertThat(admin.get(PAGE).body()).doesNotContain("vgt_seen-once");
    }

    @Test
    void whatIsRefusedStaysTypedWithTheReason() {
        world.tenantService()
                .on(
                        "POST",
                        at("/" + Estate.ACCOUNT + "/transfer"),
                        Upstream.problem(400, "customer: 'tidewater' has the account already"));
        HttpResponse<String> answer = as(Role.ADMIN).submit(PAGE, Map.of("customer", "<b>tide"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("has the account already", "&lt;b&gt;tide")
                .doesNotContain("<b>tide");
    }

    @Test
    void onlyAdministratorsComeIn() {
        assertThat(as(Role.OPERATOR).get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void withACodeAnAccountIsTakenWhereAccountsAreConnected() {
        // Given
        Visitor admin = as(Role.ADMIN);
        world.tenantService()
                .on("POST", at("/transfers"), Upstream.problem(409, "this code does not open AWS account"));
        // When
        HttpResponse<String> refused = admin.submit(
                "/t/tidewater/accounts", Map.of("account", "1111 2222 3333", "code", " vgt_x ", "name", ""));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("this code does not open", "value=\"vgt_x\"");
        assertThat(sent("/transfers"))
                .isEqualTo("{\"code\":\"vgt_x\",\"connect\":{\"account\":\"111122223333\",\"name\":\"111122223333\"}}");
    }
}
