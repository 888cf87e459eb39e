package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue of the provider, a customer's audits, and what an auditor does in one. */
@OnKeycloak
class AuditPagesIT {
    private static final String PAGE = "/t/tidewater/audits";
    private static final String OPEN = PAGE + "/" + Estate.AUDIT;
    private static final String ACCOUNT = OPEN + "/accounts/" + Estate.ACCOUNT;
    private static final String HOSTILE = "\"'><script>alert(1)</script> {7*7}";

    @Inject
    World world;

    @Inject
    Estate estate;

    private String audits = "";

    @BeforeEach
    void aCustomer() {
        TenantId tenant = estate.tidewater();
        audits = "/tenants/" + tenant + "/audits";
    }

    private Visitor as(Role role) {
        if (role.ofProvider()) {
            world.inside(World.NADIA, role, "tidewater");
            return world.signedIn(World.NADIA, "Nadia Verhoeven");
        }
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera Lindqvist");
    }

    private Visitor staff(Role role) {
        world.provider(World.NADIA, role);
        return world.signedIn(World.NADIA, "Nadia Verhoeven");
    }

    @Test
    void theQueueTellsWhatWaitsWithoutAResourceAndLeadsInside() {
        // When
        String page = staff(Role.MSP_ANALYST).get("/fleet/audits").body();
        // Then
        assertThat(page)
                .containsSubsequence("Marsh &amp; Sons", "never", "Halden Logistics", "8 d ago", "Tidewater Energy")
                .contains("7 of 12 signed off", "1,400", "/fleet/marsh/enter?to=")
                .contains("Minutes of audits: ")
                .contains("took 4 h 50 min, saved 0 min")
                .contains("took 1 h 15 min, saved 3 h 30 min");
        assertThat(staff(Role.MSP_VIEWER).get("/fleet/audits").body())
                .contains("Halden Logistics")
                .doesNotContain("/enter");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        assertThat(world.signedIn(World.VERA, "Vera").get("/fleet/audits").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SERVICE", "MSP_VIEWER"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoReadsSeesWhatWasAuditedAndWhoAuditsMay(Role role) {
        // Given
        boolean audits = role != Role.VIEWER;
        Visitor visitor = as(role);
        // When
        String list = visitor.get(PAGE).body();
        String open = visitor.get(OPEN).body();
        String account = visitor.get(ACCOUNT).body();
        String signed = visitor.get(PAGE + "/" + Estate.SIGNED_AUDIT).body();
        // Then
        assertThat(list).contains("1 of 4", "1 h 13 min").contains("Nadia Verhoeven");
        assertThat(list.contains("Go on with the open audit")).isEqualTo(audits);
        assertThat(open).contains("Not scanned since", "Unchanged", "Looked at by Nadia Verhoeven");
        assertThat(open.contains("/unchanged\"")).isEqualTo(audits);
        assertThat(open.contains("data-beat")).isEqualTo(audits);
        assertThat(account)
                .contains("Resolved, then reopened")
                .contains("Its exception ended")
                .contains("Access denied, wafv2:GetLoggingConfiguration")
                .contains("closed by Friday");
        assertThat(account.contains("/sign-off\"")).isEqualTo(audits);
        assertThat(signed).contains("9f86d081884c7d659a2f").doesNotContain("data-beat", "/look\"");
        assertThat(signed.contains("/content\"")).isEqualTo(audits);
    }

    @Test
    void theStandingGrantLetsAnAnalystAudit() {
        // Given
        world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater", Grant.Kind.AUDIT);
        // When, Then
        assertThat(world.signedIn(World.NADIA, "Nadia").get(ACCOUNT).body()).contains("/sign-off\"");
    }

    @Test
    void whatAnAuditorDoesGoesToTheServiceAsItWasSeen() {
        // Given
        Visitor nadia = as(Role.MSP_ANALYST);
        String account = audits + "/" + Estate.AUDIT + "/accounts/" + Estate.ACCOUNT;
        world.reportService()
                .on("POST", audits, Upstream.json(estate.document("audit")))
                .on("POST", audits + "/" + Estate.AUDIT + "/unchanged", Upstream.json(estate.document("audit")))
                .on("POST", account + "/look", Upstream.json(estate.document("audited-account")))
                .on("POST", account + "/sign-off", Upstream.json(estate.document("audit")))
                .on("PUT", account + "/note", Upstream.json(estate.document("audited-account")));
        Map<String, String> form = Map.of("csrf", nadia.csrf(), "revision", "4", "note", HOSTILE);
        Map<String, String> bare = Map.of("csrf", nadia.csrf());
        // When, Then
        assertThat(Visitor.location(nadia.post(PAGE, bare)).getPath()).isEqualTo(OPEN);
        assertThat(Visitor.location(nadia.post(OPEN + "/unchanged", bare)).getPath())
                .isEqualTo(OPEN);
        assertThat(Visitor.location(nadia.post(ACCOUNT + "/look", bare)).getPath())
                .isEqualTo(ACCOUNT);
        assertThat(Visitor.location(nadia.post(ACCOUNT + "/note", form)).getPath())
                .isEqualTo(ACCOUNT);
        assertThat(Visitor.location(nadia.post(ACCOUNT + "/sign-off", form)).getPath())
                .isEqualTo(OPEN);
        assertThat(body(account + "/sign-off")).contains("\"revision\":4").contains("<script>alert(1)</script>");
        assertThat(body(account + "/note")).contains("\"revision\":4");
    }

    @Test
    void whatIsRefusedIsSaidAndTheNoteThatWasTypedStays() {
        // Given
        Visitor nadia = as(Role.MSP_ANALYST);
        String account = audits + "/" + Estate.AUDIT + "/accounts/" + Estate.ACCOUNT;
        world.reportService()
                .on("POST", account + "/sign-off", Upstream.problem(409, "it is not as you saw it"))
                .on("POST", audits, Upstream.problem(409, "there is no account to audit"));
        // When
        HttpResponse<String> refused =
                nadia.post(ACCOUNT + "/sign-off", Map.of("csrf", nadia.csrf(), "revision", "3", "note", HOSTILE));
        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("it is not as you saw it")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; {7*7}")
                .doesNotContain("<script>alert");
        assertThat(nadia.post(PAGE, Map.of("csrf", nadia.csrf())).body()).contains("there is no account to audit");
        assertThat(nadia.get(PAGE + "/nothing").statusCode()).isEqualTo(404);
        assertThat(nadia.get(OPEN + "/accounts/1").statusCode()).isEqualTo(404);
    }

    @Test
    void aKindIsAskedForAndWhatIsNoneAsksForAll() {
        // Given
        Visitor nadia = as(Role.MSP_ANALYST);
        String account = audits + "/" + Estate.AUDIT + "/accounts/" + Estate.ACCOUNT;
        // When, Then
        assertThat(nadia.get(ACCOUNT + "?kind=overdue&cursor=high.x").body()).contains("?kind=overdue&amp;cursor=");
        assertThat(world.reportService().asked(account).query()).isEqualTo("limit=100&kind=overdue&cursor=high.x");
        nadia.get(ACCOUNT + "?kind=worst");
        assertThat(world.reportService().asked(account).query()).isEqualTo("limit=100");
    }

    @Test
    void theOpenPageBeatsAndShowsWhatTheAuditTook() {
        // Given
        String time = audits + "/" + Estate.AUDIT + "/time";
        world.reportService().on("POST", time, Upstream.json("{\"seconds\":3900}"));
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.window(as(Role.MSP_ANALYST), 1440, ColorScheme.LIGHT);
            // When
            page.navigate(ACCOUNT);
            // Then
            PlaywrightAssertions.assertThat(page.locator("[data-beat]")).hasText("1 h 05 min");
            assertThat(body(time)).isEqualTo("{\"account\":\"" + Estate.ACCOUNT + "\"}");
            // When the page is left, the time until then counts
            int before = beats(time);
            page.navigate("/t/tidewater/posture");
            await().until(() -> beats(time) > before);
            page.context().close();
        }
    }

    @Test
    void aBeatWithoutTheSecretOfTheSessionIsRefused() {
        Visitor nadia = as(Role.MSP_ANALYST);
        assertThat(nadia.post(OPEN + "/time", Map.of("csrf", "another")).statusCode())
                .isEqualTo(403);
    }

    private int beats(String time) {
        return (int) world.reportService().asked().stream()
                .filter(asked -> asked.path().equals(time))
                .count();
    }

    private String body(String path) {
        return new String(world.reportService().asked(path).body(), StandardCharsets.UTF_8);
    }
}
