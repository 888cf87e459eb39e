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

/** The audit trail and the keys of machines, as people get them. */
@OnKeycloak
class SettingsPagesIT {
    private static final String AUDIT = "/t/tidewater/settings/audit";
    private static final String TOKENS = "/t/tidewater/settings/tokens";

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

    @Test
    void theTrailSaysWhoByWhatAndWhy() {
        assertThat(shown(as(Role.AUDITOR).get(AUDIT)))
                .contains("Tenant read", "by grant 0198a000", "by token vgl_k3v5x2aq7m", "New in the team")
                .contains("Newest row 52");
    }

    @Test
    void theFilterIsInTheAddressAndGoesOnEncoded() {
        // When
        String page = shown(as(Role.AUDITOR)
                .get(AUDIT
                        + "?actor=a%26limit%3D9%20%3Cb%3E&action=account&from=2026-11-01&until=2026-11-30&before=90"));
        // Then
        assertThat(world.tenantService()
                        .asked("/tenants/" + tenant + "/audit/tenants")
                        .query())
                .isEqualTo("limit=50&actor=a%26limit%3D9+%3Cb%3E&action=account&from=2026-11-01T00%3A00%3A00Z"
                        + "&until=2026-12-01T00%3A00%3A00Z&before=90");
        assertThat(page)
                .contains("a&amp;limit=9 &lt;b&gt;")
                .doesNotContain("limit=9 <b>")
                .contains("before=49")
                .contains("Remove filter From 2026-11-01");
    }

    @Test
    void whatIsNoDayIsLeftOut() {
        shown(as(Role.AUDITOR).get(AUDIT + "?from=yesterday&until=2026-02-31&before=-4"));
        assertThat(world.tenantService()
                        .asked("/tenants/" + tenant + "/audit/tenants")
                        .query())
                .isEqualTo("limit=50");
    }

    @Test
    void eachServicesTrailIsATab() {
        world.reportService()
                .on(
                        "GET",
                        "/tenants/" + tenant + "/audit/reports",
                        Upstream.json("{\"items\":[],\"next\":null,\"head\":{\"seq\":0,\"hash\":\"\"}}"));
        assertThat(shown(as(Role.ADMIN).get(AUDIT + "?chain=reports&actor=ida")))
                .contains("No rows match");
    }

    @Test
    void isExportedThroughTheSession() {
        // Given
        world.tenantService()
                .on(
                        "GET",
                        "/tenants/" + tenant + "/audit/tenants/export",
                        Upstream.status(200, "application/x-ndjson", "{}\n"));
        // When
        HttpResponse<String> file = as(Role.AUDITOR).get(AUDIT + "/tenants/export?format=ndjson&actor=ida");
        // Then
        assertThat(shown(file)).isEqualTo("{}\n");
        assertThat(world.tenantService()
                        .asked("/tenants/" + tenant + "/audit/tenants/export")
                        .query())
                .isEqualTo("format=ndjson&actor=ida");
        assertThat(world.visitor().get(AUDIT + "/tenants/export").statusCode()).isEqualTo(303);
    }

    @Test
    void whoMayNotSeeTheTrailIsNotShownTheWay() {
        assertThat(shown(as(Role.OPERATOR).get(TOKENS))).doesNotContain(AUDIT).contains(TOKENS);
    }

    @Test
    void aNewTokenIsShownThisOnceAndNeverKept() {
        // Given
        String secret = "vgl_k3v5x2aq7m_" + "s".repeat(43);
        world.tenantService()
                .on("POST", "/tenants/" + tenant + "/tokens", Upstream.status(201, "application/json", """
                                {"token":{"id":"vgl_k3v5x2aq7m","name":"Nightly","role":"VIEWER","state":"ACTIVE","ownerName":"Vera",
                                 "cidrs":[],"expiresAt":"2027-02-01T00:00:00Z"},"secret":"%s"}""".formatted(
                                secret)));
        Visitor vera = as(Role.ADMIN);
        // When
        HttpResponse<String> made = vera.post(
                TOKENS,
                Map.of(
                        "csrf",
                        vera.csrf(),
                        "name",
                        "Nightly",
                        "role",
                        "VIEWER",
                        "owner",
                        "",
                        "days",
                        "30",
                        "cidrs",
                        "198.51.100.0/24, 2001:db8::/32"));
        // Then
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains(secret);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(world.tenantService().asked())
                .anySatisfy(asked -> assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"name\":\"Nightly\",\"role\":\"VIEWER\",\"serviceAccount\":null,\"days\":30,"
                                + "\"cidrs\":[\"198.51.100.0/24\",\"2001:db8::/32\"]}"));
        assertThat(shown(vera.get(TOKENS))).doesNotContain(secret);
    }

    @Test
    void whatWasTypedStaysWhenItIsRefused() {
        // Given
        world.tenantService()
                .on("POST", "/tenants/" + tenant + "/tokens", Upstream.problem(400, "cidrs: nonsense is no address"));
        Visitor vera = as(Role.ADMIN);
        // When
        HttpResponse<String> refused = vera.post(
                TOKENS,
                Map.of("csrf", vera.csrf(), "name", "<b>x</b>", "role", "VIEWER", "days", "9", "cidrs", "nonsense"));
        HttpResponse<String> noNumber =
                vera.post(TOKENS, Map.of("csrf", vera.csrf(), "name", "x", "role", "VIEWER", "days", "many"));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("cidrs: nonsense is no address", "value=\"&lt;b&gt;x&lt;/b&gt;\"", "value=\"9\"");
        assertThat(noNumber.statusCode()).isEqualTo(400);
        assertThat(noNumber.body()).contains("is no number");
    }

    @Test
    void aTokenIsRevokedByAFormOfThisSessionOnly() {
        // Given
        world.tenantService()
                .on(
                        "DELETE",
                        "/tenants/" + tenant + "/tokens/vgl_k3v5x2aq7m",
                        exchange -> exchange.sendResponseHeaders(204, -1));
        Visitor vera = as(Role.ADMIN);
        String revoke = TOKENS + "/vgl_k3v5x2aq7m/revoke";
        // When
        HttpResponse<String> forged = vera.post(revoke, Map.of("csrf", "guessed"));
        HttpResponse<String> revoked = vera.post(revoke, Map.of("csrf", vera.csrf()));
        HttpResponse<String> none = vera.post(TOKENS + "/..%2Fmembers/revoke", Map.of("csrf", vera.csrf()));
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(revoked.statusCode()).isEqualTo(303);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(world.tenantService().asked())
                .filteredOn(asked -> asked.method().equals("DELETE"))
                .singleElement();
    }

    @Test
    void theProvidersStaffSeesTokensAndMakesNone() {
        // Given
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        // When
        String page = shown(world.signedIn(World.NADIA, "Nadia").get(TOKENS));
        // Then
        assertThat(page).contains("vgl_k3v5x2aq7m").doesNotContain("Make the token");
    }
}
