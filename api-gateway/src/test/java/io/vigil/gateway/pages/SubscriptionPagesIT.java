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

@OnKeycloak
class SubscriptionPagesIT {
    private static final String REPORTS = "/t/tidewater/reports";
    private static final String PAGE = REPORTS + "/subscriptions/" + Estate.SUBSCRIPTION;

    @Inject
    World world;

    @Inject
    Estate estate;

    private String at = "";

    @BeforeEach
    void customer() {
        TenantId tenant = estate.tidewater();
        at = "/tenants/" + tenant + "/subscriptions";
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    @Test
    void theReportsPageSaysWhoConfirmedWhenItIsDueAndWhatDidNotArrive() {
        // When
        String page = as(Role.ADMIN).get(REPORTS).body();
        // Then
        assertThat(page)
                .contains(
                        "1 of 4 recipients confirmed",
                        "At 07:00 on Mondays",
                        "Weekly for the board: 1 mail in the last 30 days did not arrive",
                        "href=\"" + PAGE + "\"",
                        "New subscription",
                        "name=\"skipUnchanged\"",
                        "23. November 2026");
    }

    @Test
    void aReportThatIsSignedHasItsSignatureBesideIt() {
        // When
        String page = as(Role.AUDITOR).get(REPORTS).body();
        // Then
        assertThat(page)
                .contains("/reports/0198a000-0000-7000-8000-000000000700/signature")
                .contains("/reports/0198a000-0000-7000-8000-000000000702/content")
                .doesNotContain("/reports/0198a000-0000-7000-8000-000000000702/signature");
        assertThat(as(Role.VIEWER).get(REPORTS).body()).doesNotContain("/signature");
    }

    @Test
    void aSubscriptionShowsItsRecipientsNextRunsAndEveryTry() {
        // When
        String page = as(Role.ADMIN).get(PAGE).body();
        // Then
        assertThat(page)
                .contains(
                        "Waiting to confirm",
                        "Did not confirm",
                        "Unsubscribed",
                        "Last report",
                        "550 5.1.1 The account that you tried to reach does not exist",
                        "451 4.7.1 Greylisted",
                        "Under way, or broken off",
                        "Nothing changed",
                        "cursor=bmV4dA");
        assertThat(page.split("<li>", -1).length - 1)
                .as("five runs, and the tries")
                .isGreaterThanOrEqualTo(5 + 4);
        assertThat(page).contains("Ask audit@tidewater-energy.example again").doesNotContain("Ask ciso@");
    }

    @Test
    void whoReadsPagesSeesNoButton() {
        // When
        String page = as(Role.VIEWER).get(PAGE).body();
        // Then
        assertThat(page)
                .contains("Delivery log", "ciso@tidewater-energy.example")
                .doesNotContain("Try now", "Ask again", "Take out", "Send now", "Change the subscription");
    }

    @Test
    void theFormIsTakenAsItIsMeant() {
        // Given
        world.reportService().on("POST", at, Upstream.json(estate.document("subscription")));
        Visitor vera = as(Role.ADMIN);
        vera.get(REPORTS);
        // When
        HttpResponse<String> answer = vera.post(
                REPORTS + "/subscriptions",
                Map.of(
                        "csrf", vera.csrf(),
                        "name", " Weekly ",
                        "how", "mon",
                        "time", "07:30",
                        "zone", "Europe/Berlin",
                        "recipients", "a@b.example, c@d.example;\n e@f.example",
                        "format", "csv",
                        "language", "de",
                        "skipUnchanged", "yes",
                        "misfire", "skip"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(answer).getPath()).isEqualTo(PAGE);
        assertThat(new String(world.reportService().asked(at).body(), StandardCharsets.UTF_8))
                .contains(
                        "\"name\":\"Weekly\"",
                        "\"cron\":\"30 7 * * 1\"",
                        "[\"a@b.example\",\"c@d.example\",\"e@f.example\"]",
                        "\"formats\":[\"csv\"]",
                        "\"language\":\"de\"",
                        "\"skipUnchanged\":true",
                        "\"misfire\":\"skip\"");
    }

    @Test
    void theKindOfTheReportIsChosenAndPassedOn() {
        // Given
        world.reportService().on("POST", at, Upstream.json(estate.document("subscription")));
        Visitor vera = as(Role.ADMIN);
        String form = vera.get(PAGE).body();
        // When
        vera.post(
                REPORTS + "/subscriptions",
                Map.of(
                        "csrf", vera.csrf(),
                        "name", "Changes",
                        "recipients", "a@b.example",
                        "kind", "change",
                        "account", "111122223333",
                        "framework", "nis2",
                        "format", "html"));
        // Then
        assertThat(form)
                .contains(
                        "Framework report of pci-dss-4.0, account 111122223333",
                        "<option value=\"framework\" selected>",
                        "<option value=\"pci-dss-4.0\" selected>",
                        "Executive summary",
                        "Exposure report");
        assertThat(new String(world.reportService().asked(at).body(), StandardCharsets.UTF_8))
                .contains("\"kind\":\"change\"", "\"account\":\"111122223333\"", "\"framework\":null");
    }

    @Test
    void aReportOfAKindIsOrderedOrItIsSaidWhyNot() {
        // Given
        String reports = at.replace("subscriptions", "reports");
        world.reportService().on("POST", reports, Upstream.problem(400, "since '2999' is not past"));
        Visitor vera = as(Role.AUDITOR);
        String page = vera.get(REPORTS).body();
        // When
        HttpResponse<String> refused = vera.post(
                REPORTS,
                Map.of(
                        "csrf", vera.csrf(),
                        "kind", "change",
                        "account", "",
                        "framework", "nis2",
                        "since", "2999-01-01",
                        "format", "pdf"));
        // Then
        assertThat(page).contains("Change report, account 111122223333, since", "Framework report of nis2");
        Upstream.Asked order = world.reportService().asked().stream()
                .filter(asked -> asked.path().equals(reports) && asked.body().length > 0)
                .findFirst()
                .orElseThrow();
        assertThat(new String(order.body(), StandardCharsets.UTF_8))
                .contains("\"kind\":\"change\"", "\"since\":\"2999-01-01T00:00:00Z\"", "\"framework\":null")
                .contains("\"account\":null");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is not past", "Make a report");
    }

    @Test
    void whatIsRefusedIsSaidBesideWhatWasTyped() {
        // Given
        world.reportService().on("POST", at, Upstream.problem(400, "recipients: 'nobody' is no mail address"));
        Visitor vera = as(Role.ADMIN);
        vera.get(REPORTS);
        // When
        HttpResponse<String> answer = vera.post(
                REPORTS + "/subscriptions",
                Map.of(
                        "csrf",
                        vera.csrf(),
                        "name",
                        "Kept <i>",
                        "recipients",
                        "nobody",
                        "how",
                        "cron",
                        "cron",
                        "1 2 * * *"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("is no mail address", "value=\"Kept &lt;i&gt;\"", "value=\"nobody\"", "value=\"1 2 * * *\"");
    }

    @Test
    void aMailIsTriedNowAndARecipientAskedAgain() {
        // Given
        String mail = "0198a000-0000-7000-8000-000000000823";
        String recipient = "0198a000-0000-7000-8000-000000000811";
        String own = at + "/" + Estate.SUBSCRIPTION;
        world.reportService()
                .on("POST", own + "/deliveries/" + mail + "/retry", Upstream.json("{}"))
                .on(
                        "POST",
                        own + "/recipients/" + recipient + "/confirmation",
                        Upstream.problem(429, "which is the most"));
        Visitor vera = as(Role.ADMIN);
        vera.get(PAGE);
        // When
        HttpResponse<String> tried = vera.post(PAGE + "/deliveries/" + mail + "/retry", Map.of("csrf", vera.csrf()));
        HttpResponse<String> asked = vera.post(PAGE + "/recipients/" + recipient + "/ask", Map.of("csrf", vera.csrf()));
        // Then
        assertThat(tried.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(tried).getPath()).isEqualTo(PAGE);
        assertThat(asked.statusCode()).isEqualTo(400);
        assertThat(asked.body()).contains("which is the most");
    }

    @Test
    void whereNobodyIsSubscribedThePageSaysWhatToDo() {
        // Given
        estate.untouched();
        // When
        String page = as(Role.ADMIN).get(REPORTS).body();
        // Then
        assertThat(page).contains("Nothing is sent by itself", "Each is asked once by mail");
    }
}
