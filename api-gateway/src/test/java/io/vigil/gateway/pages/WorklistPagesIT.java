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

/** What people work by: until when, who, what was said, which ticket, and what changed meanwhile. */
@OnKeycloak
class WorklistPagesIT {
    private static final String PAGE = "/t/tidewater/findings";
    private static final String ONE = PAGE + "/" + Estate.FINDING;
    private static final String AMIR = "a1000000-0000-4000-8000-000000000002";
    private static final String HOSTILE = "\"'><script>alert(1)</script> {7*7}";

    @Inject
    World world;

    @Inject
    Estate estate;

    private String findings = "";
    private String finding = "";

    @BeforeEach
    void aCustomer() {
        TenantId tenant = estate.tidewater();
        findings = "/tenants/" + tenant + "/findings";
        finding = findings + "/" + Estate.FINDING;
    }

    private Visitor as(Role role) {
        if (role.ofProvider()) {
            world.inside(World.NADIA, role, "tidewater");
            return world.signedIn(World.NADIA, "Nadia Verhoeven");
        }
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera Lindqvist");
    }

    @Test
    void theListSaysUntilWhenAndWho() {
        // When
        String page = as(Role.VIEWER).get(PAGE + "?state=open").body();
        String panel = as(Role.VIEWER).get(ONE + "?state=open").body();
        // Then
        assertThat(page)
                .contains(">11 d late</td>", ">in 3 d</td>", "amir@tidewater-energy.example")
                .contains("state=open&amp;overdue=true", "state=open&amp;assignee=me");
        assertThat(panel).containsPattern("is-crit strong\">\\d+ \\w+ \\d\\d:\\d\\d UTC, 11 d late");
        assertThat(as(Role.VIEWER).get("/t/tidewater/posture").body()).contains("7 overdue");
    }

    @Test
    void aFilterIsAskedOfTheServiceAndNamedInWords() {
        // When
        String page = as(Role.OPERATOR)
                .get(PAGE + "?state=open&overdue=true&assignee=" + AMIR)
                .body();
        // Then
        assertThat(world.reportService().asked(findings).query()).contains("overdue=true", "assignee=" + AMIR);
        assertThat(page)
                .contains(
                        "<span>Overdue</span><b>Yes</b>", "<span>Assignee</span><b>amir@tidewater-energy.example</b>");
        assertThat(as(Role.OPERATOR).get(PAGE + "?assignee=none").body())
                .contains("<span>Assignee</span><b>Nobody</b>");
    }

    @Test
    void whoReadsIsShownNoFormAndWhoWorksIs() {
        String read = as(Role.VIEWER).get(ONE).body();
        String work = as(Role.MSP_ANALYST).get(ONE).body();
        assertThat(read)
                .contains("Who needs port 22 here?", "Deleted by its author", "NET-4312")
                .doesNotContain("/comments?", "/tickets?", "/assign");
        assertThat(work).contains(ONE + "/comments?", ONE + "/tickets?", ONE + "/assign?", PAGE + "/assign?");
    }

    @Test
    void oneOrManyAreGivenToSomebody() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        world.reportService()
                .on("PUT", finding + "/assignee", Upstream.status(204, "application/json", ""))
                .on("DELETE", finding + "/assignee", Upstream.status(204, "application/json", ""))
                .on("POST", findings + "/assign", Upstream.json("{\"changed\":3}"));
        // When
        HttpResponse<String> one = vera.submit(ONE + "/assign?state=open", Map.of("subject", AMIR));
        String toAmir = body(finding + "/assignee");
        HttpResponse<String> nobody = vera.submit(ONE + "/assign", Map.of("subject", ""));
        String verb = world.reportService().asked(finding + "/assignee").method();
        HttpResponse<String> many = vera.submit(PAGE + "/assign?state=open&severity=critical", Map.of("subject", "me"));
        // Then
        assertThat(one.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(one)).hasToString(world.home() + ONE + "?state=open");
        assertThat(toAmir).isEqualTo("{\"subject\":\"" + AMIR + "\"}");
        assertThat(nobody.statusCode()).isEqualTo(303);
        assertThat(verb).isEqualTo("DELETE");
        assertThat(many.statusCode()).isEqualTo(303);
        assertThat(body(findings + "/assign")).isEqualTo("{\"subject\":\"me\"}");
        assertThat(world.reportService().asked(findings + "/assign").query())
                .contains("state=open", "severity=critical");
    }

    @Test
    void tooManyAreRefusedInTheList() {
        world.reportService().on("POST", findings + "/assign", Upstream.problem(409, "more than 1,000 findings match"));
        HttpResponse<String> refused = as(Role.OPERATOR).submit(PAGE + "/assign?state=open", Map.of("subject", "me"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("more than 1,000 findings match");
    }

    @Test
    void aCommentIsSentAsItWasTypedAndKeptWhenItIsRefused() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        world.reportService().on("POST", finding + "/comments", Upstream.status(201, "application/json", "{}"));
        // When
        HttpResponse<String> sent = vera.submit(ONE + "/comments", Map.of("text", HOSTILE));
        String body = body(finding + "/comments");
        world.reportService().on("POST", finding + "/comments", Upstream.problem(400, "text: is too long"));
        HttpResponse<String> refused = vera.submit(ONE + "/comments", Map.of("text", HOSTILE));
        // Then
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(body).contains("<script>alert(1)</script> {7*7}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("text: is too long", "&lt;script&gt;alert(1)&lt;/script&gt; {7*7}</textarea>")
                .doesNotContain("<script>alert");
    }

    @Test
    void onlyOnesOwnCommentHasAButtonThatTakesItBack() {
        // Given
        world.reportService()
                .on(
                        "GET",
                        finding + "/comments",
                        Upstream.json(estate.document("comments").replace(AMIR, World.VERA)));
        // When
        String page = as(Role.OPERATOR).get(ONE).body();
        // Then
        assertThat(page)
                .contains("/comments/0198a000-0000-7000-8000-00000000f003/delete")
                .doesNotContain("f002/delete", "f001/delete");
    }

    @Test
    void aTicketThatIsNoAddressIsNotShown() {
        world.reportService()
                .on(
                        "GET",
                        finding,
                        Upstream.json(estate.document("finding")
                                .replace(
                                        "https://tracker.tidewater-energy.example/browse/NET-4312",
                                        "javascript:alert(1)")));
        assertThat(as(Role.OPERATOR).get(ONE).body()).contains("None linked.").doesNotContain("javascript:");
    }

    @Test
    void twoDaysAnAccountAndAFrameworkAreAskedOfTheService() {
        // When
        String page = as(Role.VIEWER)
                .get(
                        "/t/tidewater/history?from=2026-11-01&to=2026-11-03&account=111122223333&framework=nis2&only=resolved")
                .body();
        String asked = world.reportService()
                .asked(findings.replace("/findings", "/changes/between"))
                .query();
        // Then
        assertThat(asked)
                .contains(
                        "from=2026-11-01T00:00:00Z",
                        "to=2026-11-04T00:00:00Z",
                        "account=111122223333",
                        "framework=nis2",
                        "kind=resolved");
        assertThat(page)
                .contains("4 new, 1 reopened, 1 excepted, 4 resolved")
                .contains(
                        "from=2026-11-01&amp;to=2026-11-03&amp;account=111122223333&amp;framework=nis2&amp;only=resolved"
                                + "&amp;cursor=MjAyNg");
    }

    @Test
    void theFleetCountsWhatIsOverdueAtEachCustomer() {
        world.provider(World.NADIA, Role.MSP_ANALYST);
        String page =
                world.signedIn(World.NADIA, "Nadia Verhoeven").get("/fleet").body();
        assertThat(page).contains("<div class=\"l\">Overdue</div><span class=\"num\">12</span>", "overdue");
    }

    @Test
    void theDaysToRemedyAreASettingOfThePack() {
        // Given
        Visitor amir = as(Role.ADMIN);
        String levels = findings.replace("/findings", "/pack");
        world.tenantService().on("POST", levels + "/preview", Upstream.json("""
                {"changes":{"remediationDays":[{"severity":"critical","from":7,"to":3}]},"reaches":0}"""));
        // When
        String page = amir.submit(
                        "/t/tidewater/settings/pack",
                        Map.of(
                                "draft",
                                "{}",
                                "basedOn",
                                "1",
                                "do",
                                "days",
                                "days.severity",
                                "critical",
                                "days.days",
                                "3"))
                .body();
        // Then
        assertThat(page)
                .contains("Days to remedy (1)", "critical from 7 to 3", "to remedy in 3 days")
                .contains("value=\"remediationDays/critical\"");
    }

    private String body(String path) {
        return new String(world.reportService().asked(path).body(), StandardCharsets.UTF_8);
    }
}
