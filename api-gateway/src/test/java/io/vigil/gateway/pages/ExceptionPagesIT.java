package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who asks for an exception, who answers, and what the pages make of what people write. */
@OnKeycloak
class ExceptionPagesIT {
    private static final String PAGE = "/t/tidewater/exceptions";
    private static final String HOSTILE = "\"'><script>alert(1)</script> {7*7} \u202e";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");
    private String exceptions = "";

    @BeforeEach
    void aCustomer() {
        tenant = estate.tidewater();
        exceptions = "/tenants/" + tenant + "/exceptions";
    }

    private Visitor as(Role role) {
        if (role.ofProvider()) {
            world.inside(World.NADIA, role, "tidewater");
            return world.signedIn(World.NADIA, "Nadia Verhoeven");
        }
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera Lindqvist");
    }

    /** The one that waits, as if this person had asked for it. */
    private void askedBy(String subject) {
        world.reportService()
                .on(
                        "GET",
                        exceptions + "/" + Estate.WAITING,
                        Upstream.json(estate.document("exception-waiting")
                                .replace("c3000000-0000-4000-8000-000000000009", subject)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SERVICE", "MSP_VIEWER"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAnAdministratorOfTheCustomerIsShownTheAnswer(Role role) {
        String page = as(role).get(PAGE + "/" + Estate.WAITING).body();
        assertThat(page)
                .contains("What an approval would do")
                .contains("takes 5 findings out of the open ones, in 2 accounts: 5 high");
        assertThat(page.contains("/approve\"")).isEqualTo(role == Role.ADMIN);
        assertThat(page).doesNotContain("/withdraw\"");
        if (role != Role.ADMIN) assertThat(page).contains("An administrator of Tidewater Energy decides.");
    }

    @Test
    void whoAskedMayWithdrawAndIsNotShownTheAnswer() {
        // Given
        askedBy(World.VERA);
        // When
        String page = as(Role.ADMIN).get(PAGE + "/" + Estate.WAITING).body();
        // Then
        assertThat(page)
                .contains("/withdraw\"")
                .contains("so another administrator of Tidewater Energy decides")
                .doesNotContain("/approve\"");
    }

    @Test
    void anAnswerGoesToTheServiceAndWhatIsOverIsShownAsItIs() {
        // Given
        Visitor vera = as(Role.ADMIN);
        String approve = exceptions + "/" + Estate.WAITING + "/approve";
        world.reportService().on("POST", approve, Upstream.json("{}"));
        // When
        HttpResponse<String> answered =
                vera.submit(PAGE + "/" + Estate.WAITING + "/approve", Map.of("note", " Until March "));
        String sent = body(approve);
        world.reportService().on("POST", approve, Upstream.problem(409, "the exception is withdrawn"));
        HttpResponse<String> late = vera.submit(PAGE + "/" + Estate.WAITING + "/approve", Map.of("note", HOSTILE));
        // Then
        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(sent).isEqualTo("{\"note\":\"Until March\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("the exception is withdrawn").doesNotContain("<script>alert");
    }

    @Test
    void theFormOffersScopesWithWhatTheyTakeAndSendsTheChosenOne() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        world.reportService()
                .on("POST", exceptions, Upstream.status(201, "application/json", estate.document("exception-waiting")));
        // When
        String form = vera.get(PAGE + "/new?finding=" + Estate.FINDING).body();
        HttpResponse<String> sent = vera.post(PAGE, wish(vera, "tag:team", "2026-12-22"));
        // Then
        assertThat(form)
                .contains("This finding alone")
                .contains("team = orders")
                .contains("3 open findings")
                .contains("value=\"vera@tidewater-energy.example\"");
        assertThat(Visitor.location(sent).getPath()).isEqualTo(PAGE + "/" + Estate.WAITING);
        assertThat(body(exceptions))
                .contains("\"check\":\"ec2-security-group-no-public-ssh\"")
                .contains("\"tag\":{\"key\":\"team\",\"value\":\"orders\"}")
                .contains("\"endsAt\":\"2026-12-22T00:00:00Z\"")
                .contains("\"remind\":[\"a@example.com\",\"b@example.com\"]");
    }

    @Test
    void whatWasTypedIsKeptWhenItIsRefused() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        world.reportService().on("POST", exceptions, Upstream.problem(400, "endsAt: is more than 366 days away"));
        // When
        HttpResponse<String> refused = vera.post(PAGE, wish(vera, "check", "2036-12-22"));
        HttpResponse<String> dateless = vera.post(PAGE, wish(vera, "check", "someday"));
        HttpResponse<String> invented = vera.post(PAGE, wish(vera, "everything", "2026-12-22"));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("endsAt: is more than 366 days away")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; {7*7}")
                .contains("value=\"check\" checked")
                .doesNotContain("<script>alert");
        assertThat(dateless.body()).contains("Choose the day on which it ends.");
        assertThat(invented.body()).contains("Choose what the exception is about.");
    }

    private static Map<String, String> wish(Visitor vera, String scope, String ends) {
        Map<String, String> wish = new HashMap<>();
        wish.put("csrf", vera.csrf());
        wish.put("finding", Estate.FINDING);
        wish.put("scope", scope);
        wish.put("reason", HOSTILE);
        wish.put("control", "Watched");
        wish.put("ends", ends);
        wish.put("remind", "a@example.com, b@example.com");
        return wish;
    }

    @Test
    void aTagIsTextWhateverIsInIt() {
        // Given
        world.reportService()
                .on(
                        "GET",
                        "/tenants/" + tenant + "/findings/" + Estate.FINDING,
                        Upstream.json(estate.document("finding")
                                .replace("\"team\": \"orders\"", "\"<script>alert(1)</script>\": \"<img src=x>\"")));
        // When
        String form =
                as(Role.OPERATOR).get(PAGE + "/new?finding=" + Estate.FINDING).body();
        // Then
        assertThat(form)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; = &lt;img src=x&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x");
    }

    @Test
    void anExceptedFindingSaysByWhomAndUntilWhen() {
        String page = as(Role.VIEWER)
                .get("/t/tidewater/findings/" + Estate.EXCEPTED + "?state=excepted")
                .body();
        assertThat(page)
                .containsPattern("Counts as excepted until \\d+ \\w+ \\d\\d:\\d\\d UTC, then opens again by itself")
                .contains("Requested by Jonas Ortiz, approved by Ida Falk")
                .contains("no exception is in force")
                .contains("href=\"" + PAGE + "/" + Estate.IN_FORCE)
                .doesNotContain("Request an exception");
        assertThat(as(Role.OPERATOR)
                        .get("/t/tidewater/findings/" + Estate.FINDING)
                        .body())
                .contains(PAGE + "/new?finding=" + Estate.FINDING);
        assertThat(as(Role.VIEWER)
                        .get("/t/tidewater/findings/" + Estate.FINDING)
                        .body())
                .doesNotContain("Request an exception");
    }

    @Test
    void thePostureCountsWhatIsExceptedApart() {
        String page = as(Role.VIEWER).get("/t/tidewater/posture").body();
        assertThat(page)
                .contains("14 failing findings excepted")
                .contains("url(#p-excepted)")
                .contains("86 fail, 16 could not check, 13 excepted");
    }

    @Test
    void theKeysLeadFromAFindingToTheFormAndThroughIt() {
        Visitor vera = as(Role.OPERATOR);
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.window(vera, 1440, ColorScheme.LIGHT);
            page.navigate("/t/tidewater/findings/" + Estate.FINDING + "?state=open");
            page.keyboard().press("e");
            PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/exceptions/new\\?finding=.*"));
            page.locator("input[name=scope]").first().focus();
            page.keyboard().press("ArrowDown");
            PlaywrightAssertions.assertThat(page.locator("input[name=scope]").nth(1))
                    .isChecked();
            page.context().close();
        }
    }

    private String body(String path) {
        return new String(world.reportService().asked(path).body(), StandardCharsets.UTF_8);
    }
}
