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

/** Where alerts go, what is told there, and what became of it. */
@OnKeycloak
class ChannelPagesIT {
    private static final String CHANNELS = "/t/tidewater/settings/channels";
    private static final String CHANNEL = CHANNELS + "/" + Estate.CHANNEL;
    private static final String ALERTS = "/t/tidewater/settings/alerts";

    @Inject
    World world;

    @Inject
    Estate estate;

    private String at = "";

    @BeforeEach
    void customer() {
        TenantId tenant = estate.tidewater();
        at = "/tenants/" + tenant;
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    @Test
    void aSecretIsShownOnceByThePageThatAnswersTheForm() {
        // Given
        world.reportService()
                .on(
                        "POST",
                        at + "/channels",
                        Upstream.json("{\"channel\":%s,\"secret\":\"whsec_c2hvd24gb25jZQ==\"}"
                                .formatted(estate.document("channel"))));
        Visitor vera = as(Role.ADMIN);
        vera.get(CHANNELS);
        // When
        HttpResponse<String> answer = vera.post(
                CHANNELS,
                Map.of(
                        "csrf",
                        vera.csrf(),
                        "kind",
                        "WEBHOOK",
                        "name",
                        " Incident desk ",
                        "url",
                        "https://hooks.example/vigil"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("whsec_c2hvd24gb25jZQ==", "It is shown this once");
        assertThat(world.reportService().asked())
                .filteredOn(asked -> asked.path().equals(at + "/channels"))
                .map(asked -> new String(asked.body(), StandardCharsets.UTF_8))
                .anySatisfy(body -> assertThat(body)
                        .contains("\"name\":\"Incident desk\"", "\"url\":\"https://hooks.example/vigil\""));
        assertThat(vera.get(CHANNELS).body()).doesNotContain("whsec_");
    }

    @Test
    void whatIsRefusedIsSaidBesideWhatWasTyped() {
        // Given
        world.reportService()
                .on("POST", at + "/channels", Upstream.problem(400, "url: hooks.example is not on the internet"));
        Visitor vera = as(Role.ADMIN);
        vera.get(CHANNELS);
        // When
        HttpResponse<String> answer = vera.post(
                CHANNELS,
                Map.of("csrf", vera.csrf(), "kind", "WEBHOOK", "name", "Kept <i>", "url", "https://hooks.example/"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("is not on the internet", "value=\"Kept &lt;i&gt;\"", "value=\"https://hooks.example/\"");
    }

    @Test
    void aChannelShowsWhyItIsDisabledAndEveryTry() {
        // When
        String page = as(Role.ADMIN).get(CHANNEL).body();
        // Then
        assertThat(page)
                .contains(
                        "Incident desk",
                        "<b>Disabled.</b>",
                        "answered 503: Service Unavailable",
                        "Under way, or broken off",
                        "Every morning: 12 findings changed",
                        "cursor=bmV4dA",
                        "Enable")
                .doesNotContain("Send a test message</button>");
    }

    @Test
    void whoReadsPagesSeesNoButton() {
        // When
        Visitor vera = as(Role.VIEWER);
        // Then
        assertThat(vera.get(CHANNEL).body())
                .contains("Delivery log")
                .doesNotContain("Replay</button>", "Enable</button>");
        assertThat(vera.get(ALERTS).body())
                .contains("New critical in production")
                .doesNotContain("New rule");
    }

    @Test
    void aDeliveryIsReplayedAndAChannelEnabled() {
        // Given
        String own = at + "/channels/" + Estate.CHANNEL;
        String delivery = "0198a000-0000-7000-8000-000000000923";
        world.reportService()
                .on(
                        "POST",
                        own + "/deliveries/" + delivery + "/replay",
                        Upstream.problem(409, "it is under way already"))
                .on("POST", own + "/enable", Upstream.json("{}"));
        Visitor vera = as(Role.ADMIN);
        vera.get(CHANNEL);
        // When
        HttpResponse<String> replayed =
                vera.post(CHANNEL + "/deliveries/" + delivery + "/replay", Map.of("csrf", vera.csrf()));
        HttpResponse<String> enabled = vera.post(CHANNEL + "/enable", Map.of("csrf", vera.csrf()));
        // Then
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(replayed.body()).contains("it is under way already");
        assertThat(enabled.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(enabled).getPath()).isEqualTo(CHANNEL);
    }

    @Test
    void theRulesSayWhatIsToldToWhomAndWhen() {
        // When
        String page = as(Role.ADMIN).get(ALERTS).body();
        // Then
        assertThat(page)
                .contains(
                        "A finding changes",
                        "An exception ends soon (168 hours)",
                        "Digest, next ",
                        "Incident desk, Security team",
                        "No channel",
                        "4 events in 7 days",
                        "New rule");
        assertThat(as(Role.ADMIN).get(ALERTS + "/" + Estate.ALERT_RULE).body())
                .contains("Change the rule", "value=\"7\" selected", "Europe/Oslo");
    }

    @Test
    void aRuleIsTriedBeforeItIsMadeAndTheFormStaysAsItWasTyped() {
        // Given
        world.reportService().on("POST", at + "/alert-rules/preview", Upstream.json("""
                {"matched":3,"looked":41,"complete":true,"examples":[{"change":"opened","at":"2026-01-01T00:00:00Z",
                 "title":"Ports are <b>open</b>","severity":"critical","account":"111122223333","accountName":"prod",
                 "resource":"sg-1","resourceName":"web"}]}"""));
        Visitor vera = as(Role.ADMIN);
        vera.get(ALERTS);
        // When
        HttpResponse<String> answer = vera.post(
                ALERTS + "/preview",
                Map.of(
                        "csrf",
                        vera.csrf(),
                        "name",
                        "Mine",
                        "trigger",
                        "FINDING_CHANGED",
                        "filter",
                        "severity == 'critical'"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "It would have told 3 of the 41 changes of the last 7 days.",
                        "Ports are &lt;b&gt;open&lt;/b&gt;",
                        "value=\"Mine\"");
        world.reportService()
                .on(
                        "POST",
                        at + "/alert-rules/preview",
                        Upstream.problem(400, "filter, line 1 column 1 of the expression"));
        assertThat(vera.post(ALERTS + "/preview", Map.of("csrf", vera.csrf(), "filter", "severty == 1"))
                        .body())
                .contains("filter, line 1 column 1", "severty == 1");
    }

    @Test
    void theFormOfARuleIsTakenAsItIsMeant() {
        // Given
        world.reportService().on("POST", at + "/alert-rules", Upstream.json(estate.document("alert-rule")));
        Visitor vera = as(Role.ADMIN);
        vera.get(ALERTS);
        // When
        HttpResponse<String> answer = vera.post(
                ALERTS,
                Map.of(
                        "csrf", vera.csrf(),
                        "name", "Mine",
                        "trigger", "EXCEPTION_ENDS",
                        "filter", " ",
                        "hours", "72",
                        "digest", "7",
                        "zone", "Europe/Oslo",
                        "channel", Estate.CHANNEL));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(new String(world.reportService().asked(at + "/alert-rules").body(), StandardCharsets.UTF_8))
                .contains(
                        "\"trigger\":\"EXCEPTION_ENDS\"",
                        "\"filter\":\"\"",
                        "\"hours\":72",
                        "\"digestHour\":7",
                        "\"channels\":[\"" + Estate.CHANNEL + "\"]");
    }

    @Test
    void whereThereIsNothingThePagesSayWhatToDo() {
        // Given
        estate.untouched();
        // When
        Visitor vera = as(Role.ADMIN);
        // Then
        assertThat(vera.get(CHANNELS).body()).contains("No channel yet", "Make one below");
        assertThat(vera.get(ALERTS).body()).contains("Nobody is told anything", "Make a channel first");
    }
}
