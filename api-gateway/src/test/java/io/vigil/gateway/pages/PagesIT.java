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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page as a person gets it, with much to show, with nothing, and with malice in it. */
@OnKeycloak
class PagesIT {
    private static final Pattern HEADING = Pattern.compile("<h1[ >]");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+) · Vigil</title>");
    private static final Pattern REFERENCE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Inject
    World world;

    @Inject
    Estate estate;

    static Stream<String> pages() {
        return Stream.concat(
                Estate.PAGES.stream().map(page -> "/t/tidewater" + page),
                Stream.of(
                        "/fleet",
                        "/fleet/schedules",
                        "/fleet/pack",
                        "/fleet/offboarding",
                        "/fleet/responsibility",
                        "/fleet/triage",
                        "/fleet/triage?severity=high&owner=partner",
                        "/fleet/responsibility?of=all",
                        "/fleet?check=ec2-security-group-no-public-ssh",
                        Estate.ENTER,
                        "/workspaces",
                        "/"));
    }

    private Visitor asProvider() {
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        return world.signedIn(World.NADIA, "Nadia Verhoeven");
    }

    private static String shown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        isWhole(answer.body());
        return answer.body();
    }

    private static void isWhole(String page) {
        assertThat(page).startsWith("<!doctype html>").contains("<html lang=\"en\"");
        assertThat(HEADING.matcher(page).results()).hasSize(1);
        assertThat(TITLE.matcher(page).results()).hasSize(1);
        // what the template engine leaves behind when something is missing
        assertThat(page).doesNotContain("NOT_FOUND").doesNotContain("{#").doesNotContain("Optional[");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWholeAndHasOneHeading(String page) {
        estate.tidewater();
        Visitor visitor = asProvider();
        String shown = shown(visitor.follow(visitor.get(page)));
        assertThat(shown).contains("Skip to content").contains("Nadia Verhoeven");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void writesNamesAsTextWhateverIsInThem(String page) {
        // Given
        String text = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> {7*7} & \u202Egnp.exe\u202C 🦊";
        estate.hostile(text);
        Visitor visitor = asProvider();
        // When
        String shown = shown(visitor.follow(visitor.get(page)));
        // Then
        assertThat(shown)
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .doesNotContain("\"'>");
        assertThat(shown.replaceAll("<script [^>]*src=\"/[^\"]*\"[^>]*></script>", ""))
                .doesNotContain("<script");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void standsLongNames(String page) {
        estate.hostile("x".repeat(400));
        Visitor visitor = asProvider();
        shown(visitor.follow(visitor.get(page)));
    }

    @Test
    void welcomesWhoIsNotSignedIn() {
        world.empty();
        assertThat(shown(world.visitor().get("/"))).contains("href=\"/login\"").contains("Run by Lanternfield");
    }

    @Test
    void showsWhatPeopleKeepAndOneStandingAlone() {
        // Given
        estate.tidewater();
        Visitor visitor = asProvider();
        String framework = "/t/tidewater/frameworks/cis-aws-7.0";
        // When
        String all = shown(visitor.get(framework));
        String failing = shown(visitor.get(framework + "?standing=FAIL"));
        String unknown = shown(visitor.get(framework + "?standing=SPLENDID"));
        // Then
        assertThat(all).contains("For each VPC in scope").contains(">1.10<").contains(">6.8<");
        assertThat(failing).contains(">1.13<").doesNotContain(">1.10<").doesNotContain(">6.8<");
        assertThat(unknown).contains(">1.10<").contains(">6.8<");
        assertThat(shown(visitor.get("/t/tidewater/frameworks"))).contains("Not in your reports");
    }

    @Test
    void showsHowAFindingIsMendedByCommandAndCode() {
        // Given
        estate.tidewater();
        // When
        String shown = shown(asProvider().get("/t/tidewater/findings/" + Estate.FINDING + "?state=open"));
        // Then
        assertThat(shown)
                .contains("<summary>AWS CLI</summary>")
                .contains("aws ec2 revoke-security-group-ingress")
                .contains("<summary>Terraform</summary>")
                .contains("<span>cis-aws-foundations-7.0 6.2</span>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /posture    | No accounts yet          | /t/tidewater/accounts/connect
                    /findings   | No findings match        | /t/tidewater/findings
                    /exceptions | Nothing waits for an answer | See the open findings
                    /exceptions?state=in_force | No exception is in force | See the open findings
                    /exceptions?state=ended | Nothing has ended yet | See the open findings
                    /attestations | Nothing waits for an answer | See the frameworks
                    /attestations?state=in_force | No attestation is in force | See the frameworks
                    /attestations?state=ended | Nothing has ended yet | See the frameworks
                    /accounts   | No accounts yet          | /t/tidewater/accounts/connect
                    /frameworks | No framework yet         | /t/tidewater/accounts
                    /history    | No change in this time   | days=90
                    /reports    | No report yet            | stays here to be fetched
                    /settings/audit  | Nothing was done yet     | /t/tidewater/posture
                    /settings/tokens | No token yet             | it ends by itself
                    /settings/tokens | No service account yet   | then a token for it
                    /settings/pack   | No level says anything   | Change the draft below
                    /settings/pack   | Nothing is decided out   | is named in every report
                    /settings/pack   | Nothing is approved      | to the draft below
                    /settings/pack   | Nothing was published here | The first publishing is version 1
                    /settings/responsibility | No check is on this side | Show all
                    /settings/responsibility | Never so far     | is asked for again
                    /settings/access | Nobody of your provider is inside | Give a standing grant
                    /settings/members | No member yet           | Invite the first one below
                    /settings/members | No open invitation      | Invite somebody below
                    /settings/login   | No domain yet           | Add it below
                    """)
    void saysTheNextStepWhereThereIsNothing(String page, String title, String step) {
        // Given
        estate.untouched();
        world.member(World.VERA, "tidewater", Role.ADMIN);
        // When
        String shown = shown(world.signedIn(World.VERA, "Vera").get("/t/tidewater" + page));
        // Then
        assertThat(shown).contains("<h2>" + title + "</h2>").contains(step);
    }

    @Test
    void saysHowTheFirstCustomerComesIntoTheFleet() {
        estate.untouched();
        assertThat(shown(asProvider().get("/fleet")))
                .contains("<h2>No customers yet</h2>")
                .contains("/api/v1/openapi.json");
    }

    @Test
    void asksNobodyToDoWhatTheirRoleCannot() {
        // Given
        estate.untouched();
        world.member(World.VERA, "tidewater", Role.VIEWER);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        // When
        String accounts = shown(vera.get("/t/tidewater/accounts"));
        String posture = shown(vera.get("/t/tidewater/posture"));
        // Then
        assertThat(accounts).contains("An administrator of your company can connect one.");
        assertThat(accounts + posture).doesNotContain("href=\"/t/tidewater/accounts/connect\"");
    }

    @Test
    void tellsWhoIsInNoWorkspaceWhomToAsk() {
        world.empty();
        Visitor vera = world.signedIn(World.VERA, "Vera");
        assertThat(shown(vera.follow(vera.get("/")))).contains("not in a workspace yet");
    }

    @ParameterizedTest
    @CsvSource({
        "404,404,Nothing is here",
        "403,403,Your role does not include this",
        "500,503,does not answer",
        "503,503,does not answer"
    })
    void saysWithAReferenceThatAServiceRefused(int given, int shown, String title) {
        // Given
        TenantId tenant = estate.tidewater();
        world.reportService().on("GET", "/tenants/" + tenant + "/posture", Upstream.problem(given, "because"));
        // When
        HttpResponse<String> answer = asProvider().get("/t/tidewater/posture");
        // Then
        assertThat(answer.statusCode()).isEqualTo(shown);
        isWhole(answer.body());
        assertThat(answer.body()).contains(title);
        assertThat(REFERENCE.matcher(answer.body()).find()).isTrue();
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(shown == 503);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysSoWhereAServiceIsDown(String page) {
        // Given
        estate.tidewater();
        Visitor visitor = asProvider();
        world.reportService().down();
        // When
        HttpResponse<String> answer = visitor.follow(visitor.get(page));
        // Then
        assertThat(answer.statusCode()).isIn(200, 503);
        isWhole(answer.body());
    }

    @Test
    void showsThePostureWithoutConnectionsAndSaysSo() {
        // Given
        TenantId tenant = estate.tidewater();
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.problem(503, "down"));
        // When
        String shown = shown(asProvider().get("/t/tidewater/posture"));
        // Then
        assertThat(shown).contains("Connection states are missing").contains("tidewater-prod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/t/tidewater",
                "/t/tidewater/nothing",
                "/t/tidewater/findings/nonsense",
                "/t/tidewater/accounts/12",
                "/t/tidewater/scans/nonsense",
                "/t/tidewater/frameworks/..%2F..",
                "/t/TIDEWATER/posture",
                "/t/juniper/posture"
            })
    void saysThatNothingIsThere(String path) {
        // Given
        estate.tidewater();
        // When
        HttpResponse<String> answer = asProvider().get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        isWhole(answer.body());
        assertThat(answer.body()).contains("Nothing is here");
    }

    @Test
    void keepsStaffWithoutTheRightOutOfCustomersWorkspaces() {
        // Given
        estate.tidewater();
        world.provider(World.NADIA, Role.MSP_VIEWER);
        Visitor nadia = world.signedIn(World.NADIA, "Nadia");
        // Then
        assertThat(nadia.get("/t/tidewater/posture").statusCode()).isEqualTo(404);
        assertThat(shown(nadia.get("/fleet"))).contains("Brightwater Clinics").doesNotContain("href=\"/t/");
    }

    @Test
    void keepsCustomersOutOfTheFleet() {
        // Given
        estate.tidewater();
        world.member(World.VERA, "tidewater", Role.ADMIN);
        // Then
        assertThat(world.signedIn(World.VERA, "Vera").get("/fleet").statusCode())
                .isEqualTo(404);
    }

    @Test
    void rendersTheFilterAsItWasGivenAndPassesItOnEncoded() {
        // Given
        TenantId tenant = estate.tidewater();
        // When
        String shown = shown(asProvider().get("/t/tidewater/findings?q=a%26limit%3D1%20%3Cb%3E&severity=critical"));
        // Then
        assertThat(shown).contains("a&amp;limit=1 &lt;b&gt;").doesNotContain("limit=1 <b>");
        assertThat(world.reportService()
                        .asked("/tenants/" + tenant + "/findings")
                        .query())
                .contains("q=a%26limit%3D1+%3Cb%3E")
                .contains("limit=200");
    }

    @Test
    void offersExactlyWhatIsShownAsAFile() {
        // Given
        TenantId tenant = estate.tidewater();
        world.member(World.VERA, "tidewater", Role.AUDITOR);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        world.reportService()
                .on(
                        "GET",
                        "/tenants/" + tenant + "/findings/export",
                        Upstream.status(200, "application/x-ndjson", "{}\n"));
        // When
        String shown =
                vera.get("/t/tidewater/findings?q=a%26b%20c&severity=critical").body();
        // Then
        for (String format : List.of("csv", "xlsx", "ndjson", "ocsf", "asff"))
            assertThat(shown)
                    .contains(
                            "/t/tidewater/findings/export?format=" + format + "&amp;severity=critical&amp;q=a%26b+c\"");
        assertThat(vera.get("/t/tidewater/findings/export?format=ocsf&severity=critical&q=a%26b+c")
                        .body())
                .isEqualTo("{}\n");
        assertThat(world.reportService()
                        .asked("/tenants/" + tenant + "/findings/export")
                        .query())
                .isEqualTo("format=ocsf&severity=critical&q=a%26b+c");
    }

    @Test
    void keepsWhatWasTypedWhenTheServiceRefusesIt() {
        // Given
        TenantId tenant = estate.tidewater();
        world.tenantService()
                .on("POST", "/tenants/" + tenant + "/accounts", Upstream.problem(409, "Another customer has it."));
        Visitor nadia = asProvider();
        // When
        HttpResponse<String> answer = nadia.post(
                "/t/tidewater/accounts",
                Map.of("csrf", nadia.csrf(), "account", "1111 2222 3333", "name", "<b>prod</b>"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Another customer has it.")
                .contains("value=\"111122223333\"")
                .contains("value=\"&lt;b&gt;prod&lt;/b&gt;\"");
    }

    @Test
    void remembersTheThemeAndReturnsToThePageButNeverToAnotherSite() {
        // Given
        estate.tidewater();
        Visitor nadia = asProvider();
        // When
        var near = nadia.post("/theme", Map.of("csrf", nadia.csrf()), "Referer", World.home() + "/t/tidewater/history");
        var far = nadia.post("/theme", Map.of("csrf", nadia.csrf()), "Referer", "https://intruder.example/x");
        // Then
        assertThat(Visitor.location(near).getPath()).isEqualTo("/t/tidewater/history");
        assertThat(Visitor.location(far)).isEqualTo(World.home().resolve("/"));
        assertThat(near.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("vigil_theme=dark"));
    }
}
