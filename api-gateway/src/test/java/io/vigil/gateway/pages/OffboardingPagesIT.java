package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers that leave, as the provider and as they themselves see it. */
@OnKeycloak
class OffboardingPagesIT {
    private static final String PAGE = "/fleet/offboarding";
    private static final String GONE = "0198a000-0000-7000-8000-00000000d003";

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
        world.provider(World.NADIA, role);
        return world.signedIn(World.NADIA, "Nadia");
    }

    @Test
    void administratorsActAndTheOthersLook() {
        assertThat(as(Role.MSP_ADMIN).get(PAGE).body())
                .contains("Ostfold Shipping", "Delete everything", "Waiting for report-service", "Certificate")
                .contains("Let a customer go");
        assertThat(as(Role.MSP_VIEWER).get(PAGE).body())
                .contains("Ostfold Shipping")
                .doesNotContain("Delete everything", "Let it stay", "<h2 id=\"h-start\">", "/certificate");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        assertThat(world.signedIn(World.VERA, "Vera").get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsTypedReachesTheServiceAndARefusalIsShownWithIt() {
        // Given
        Visitor nadia = as(Role.MSP_ADMIN);
        String at = "/tenants/" + tenant + "/offboarding";
        world.tenantService().on("POST", at, Upstream.problem(400, "slug: this is not the slug of the customer"));
        Map<String, String> form = Map.of(
                "csrf",
                nadia.csrf(),
                "customer",
                tenant.toString(),
                "slug",
                "tide",
                "reason",
                "The <b>contract</b> ends");
        // When
        var refused = nadia.post(PAGE, form);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "this is not the slug of the customer",
                        "value=\"tide\"",
                        "The &lt;b&gt;contract&lt;/b&gt; ends");
        assertThat(new String(world.tenantService().asked(at).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"slug\":\"tide\",\"reason\":\"The <b>contract</b> ends\"}");
        assertThat(nadia.post(PAGE, Map.of("csrf", nadia.csrf(), "customer", "x", "slug", "x", "reason", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCertificateIsDownloadedAsItWasSigned() {
        // Given
        world.tenantService()
                .on(
                        "GET",
                        "/msp/offboardings/" + GONE + "/certificate",
                        Upstream.status(200, "application/jose", "eyJ.eyJ.c2ln"));
        // When
        var answer = as(Role.MSP_ADMIN).get(PAGE + "/" + GONE + "/certificate");
        // Then
        assertThat(answer.body()).isEqualTo("eyJ.eyJ.c2ln");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(header -> assertThat(header).contains(GONE + ".jws"));
    }

    @Test
    void aFrozenCustomerSeesSinceWhenAndWhy() {
        // Given
        world.member(World.VERA, "tidewater", Role.ADMIN);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        world.tenantService().on("GET", "/tenants/" + tenant + "/offboarding", Upstream.json("""
                {"tenant":"%s","slug":"tidewater","name":"Tidewater","state":"EXPORTED","reason":"Moved <i>away</i>",
                 "waitingFor":[],"started":{"at":"2026-11-20T09:00:00Z","by":"n","name":"Nadia"}}
                """.formatted(tenant)));
        // When, Then
        await().untilAsserted(() -> assertThat(vera.get("/t/tidewater/posture").body())
                .contains("Frozen since", "Moved &lt;i&gt;away&lt;/i&gt;", "/t/tidewater/offboarding/export"));
        estate.tidewater();
        world.member(World.VERA, "tidewater", Role.ADMIN);
        await().untilAsserted(() ->
                assertThat(vera.get("/t/tidewater/posture").body()).doesNotContain("Frozen since"));
    }
}
