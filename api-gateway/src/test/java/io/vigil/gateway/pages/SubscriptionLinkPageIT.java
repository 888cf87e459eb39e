package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.World;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors by which somebody without a login confirms reports or leaves them. */
@OnKeycloak
class SubscriptionLinkPageIT {
    private static final String SECRET = "s".repeat(43);
    private static final String CONFIRM = "/subscriptions/confirm/" + SECRET;
    private static final String LEAVE = "/subscriptions/unsubscribe/" + SECRET;
    private static final String ADDRESS = "ida@tidewater-energy.example";

    @Inject
    World world;

    @Inject
    TurnableClock clock;

    @BeforeEach
    void nobodyIsIn() {
        // what others were refused from this address is forgotten
        clock.turn(Duration.ofMinutes(3));
        world.empty();
    }

    private void leads(String what, String kind, String state) {
        boolean over = state.equals("OVER");
        world.reportService().on("POST", "/subscription-links/" + what, Upstream.json("""
                {"link":{"kind":"%s","state":"%s","customer":"%s","subscription":"%s","address":"%s"}}""".formatted(
                        kind, state, over ? "" : "Tidewater <b>", over ? "" : "Weekly <script>", over ? "" : ADDRESS)));
    }

    private List<String> asked(String what) {
        return world.reportService().asked().stream()
                .filter(asked -> asked.path().equals("/subscription-links/" + what))
                .map(asked -> new String(asked.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void lookingShowsAButtonAndChangesNothing() {
        // Given
        leads("look", "CONFIRM", "OPEN");
        // When
        HttpResponse<String> page = world.visitor().get(CONFIRM);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Weekly &lt;script&gt;", ADDRESS, "method=\"post\" action=\"" + CONFIRM + "\"")
                .doesNotContain("<script>W");
        assertThat(asked("look"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .doesNotContain(SECRET)
                        .contains(EventJson.digestOf(SECRET.getBytes(StandardCharsets.UTF_8))));
        assertThat(asked("confirm")).isEmpty();
    }

    @Test
    void theButtonConfirms() {
        // Given
        leads("confirm", "CONFIRM", "CONFIRMED");
        // When
        HttpResponse<String> page = world.visitor().post(CONFIRM, Map.of());
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You get the reports");
        assertThat(asked("confirm")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, List-Unsubscribe=One-Click, ''",
        "application/x-www-form-urlencoded, List-Unsubscribe=One-Click, cross-site",
        "text/plain, '', ''",
        "multipart/form-data; boundary=b, '--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n', ''"
    })
    void aMailProgramLeavesByOnePostWithoutACookie(String type, String body, String site) {
        // Given
        leads("unsubscribe", "UNSUBSCRIBE", "UNSUBSCRIBED");
        var request = world.visitor().request(LEAVE).header("Content-Type", type);
        if (!site.isEmpty()) request.header("Sec-Fetch-Site", site).header("Origin", "https://mail.example");
        // When
        HttpResponse<String> answer = world.visitor().send(request.POST(BodyPublishers.ofString(body)));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You are unsubscribed");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(asked("unsubscribe")).hasSize(1);
    }

    @Test
    void lookingAtTheWayOutShowsAButtonAndLeavesNobody() {
        // Given
        leads("look", "UNSUBSCRIBE", "CONFIRMED");
        // When
        HttpResponse<String> page = world.visitor().get(LEAVE);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Unsubscribe?", "method=\"post\" action=\"" + LEAVE + "\"");
        assertThat(asked("unsubscribe")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "confirm     | CONFIRM     | EXPIRED      | 410 | no longer good",
                "confirm     | CONFIRM     | OVER         | 404 | leads nowhere",
                "confirm     | CONFIRM     | UNSUBSCRIBED | 200 | You are unsubscribed",
                "confirm     | UNSUBSCRIBE | CONFIRMED    | 404 | leads nowhere",
                "unsubscribe | UNSUBSCRIBE | UNSUBSCRIBED | 200 | You are unsubscribed",
                "unsubscribe | UNSUBSCRIBE | OVER         | 200 | Nothing is sent by this subscription",
                "unsubscribe | CONFIRM     | OPEN         | 404 | leads nowhere"
            })
    void saysWhatIsLeftOfALink(String door, String kind, String state, int status, String words) {
        // Given
        leads("look", kind, state);
        // When
        HttpResponse<String> page = world.visitor().get("/subscriptions/" + door + "/" + SECRET);
        // Then
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "%2e%2e%2e", "sssssssssssssssssssssssssssssssssssssssssss%0a", "%3Cscript%3E"})
    void whatCannotBeALinkIsNotAskedFor(String secret) {
        assertThat(world.visitor().get("/subscriptions/confirm/" + secret).statusCode())
                .isEqualTo(404);
        assertThat(world.visitor()
                        .post("/subscriptions/unsubscribe/" + secret, Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(asked("look")).isEmpty();
        assertThat(asked("unsubscribe")).isEmpty();
    }

    @Test
    void whoTriesManyLinksWaits() {
        // Given
        world.reportService().on("POST", "/subscription-links/(look|unsubscribe)", Upstream.json("{\"link\":null}"));
        // some are given back while the others are asked for
        for (int i = 0; i < 80; i++) world.visitor().get(LEAVE);
        // When
        HttpResponse<String> page = world.visitor().post(LEAVE, Map.of());
        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(asked("look").size()).isBetween(60, 70);
    }

    @Test
    void anotherSiteConfirmsNothing() {
        // Given
        leads("confirm", "CONFIRM", "CONFIRMED");
        // When
        HttpResponse<String> forged = world.visitor().post(CONFIRM, Map.of(), "Sec-Fetch-Site", "cross-site");
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(asked("confirm")).isEmpty();
    }

    @Test
    void saysSoWhileNobodyAnswers() {
        // Given
        world.reportService().on("POST", "/subscription-links/look", Upstream.problem(503, "down"));
        // When
        HttpResponse<String> page = world.visitor().get(CONFIRM);
        // Then
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Your link is not lost");
    }
}
