package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import jakarta.inject.Inject;
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

/** What a mail's link opens, for whom. */
@OnKeycloak
class InvitationPageIT {
    private static final String SECRET = "s".repeat(43);
    private static final String LINK = "/invitations/" + SECRET;

    /** As {@link World#signedIn} has it. */
    private static final String VERAS = "vera@tidewater-energy.example";

    @Inject
    World world;

    @Inject
    TurnableClock clock;

    @BeforeEach
    void nobodyIsIn() {
        // what others were refused from this address is forgotten
        clock.turn(Duration.ofMinutes(3));
        world.empty();
        world.tenant("tidewater", "Tidewater Energy");
    }

    private void invited(String email, String state, boolean loginExists) {
        world.tenantService().on("POST", "/invitations/look", Upstream.json("""
                {"invitation":{"customer":"Tidewater <b>","inviter":"Amir","email":"%s","role":"AUDITOR","state":"%s",
                 "loginExists":%s}}""".formatted(email, state, loginExists)));
    }

    private void taken(String subject) {
        world.tenantService().on("POST", "/invitations/accept", Upstream.json("""
                {"slug":"tidewater","customer":"Tidewater Energy","role":"AUDITOR","subject":"%s"}""".formatted(subject)));
    }

    /** What other tests left under way may still ask for something. */
    private List<Upstream.Asked> looks() {
        return world.tenantService().asked().stream()
                .filter(asked -> asked.path().equals("/invitations/look"))
                .toList();
    }

    private String accepted() {
        return new String(world.tenantService().asked("/invitations/accept").body(), StandardCharsets.UTF_8);
    }

    @Test
    void looksByTheDigestAndChangesNothing() {
        // Given
        invited("ida@tidewater-energy.example", "OPEN", /* loginExists */ false);
        // When
        HttpResponse<String> page = world.visitor().get(LINK);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Tidewater &lt;b&gt;", "ida@tidewater-energy.example", "name=\"password\"");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(looks())
                .hasSize(1)
                .first()
                .satisfies(asked -> assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                        .doesNotContain(SECRET)
                        .contains(EventJson.digestOf(SECRET.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whoHasNoLoginMakesOneAndIsLedToIt() {
        // Given
        invited("ida@tidewater-energy.example", "OPEN", /* loginExists */ false);
        taken("new-subject");
        // When
        HttpResponse<String> answer = world.visitor()
                .post(
                        LINK,
                        Map.of(
                                "firstName", " Ida ",
                                "lastName", "Okafor",
                                "password", "a long enough one",
                                "again", "a long enough one"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?to=/t/tidewater/posture");
        assertThat(accepted())
                .contains("\"firstName\":\"Ida\"", "\"subject\":null")
                .doesNotContain(SECRET);
    }

    @Test
    void twoPasswordsThatDifferAreNotTaken() {
        // Given
        invited("ida@tidewater-energy.example", "OPEN", /* loginExists */ false);
        // When
        HttpResponse<String> answer = world.visitor()
                .post(LINK, Map.of("firstName", "Ida", "password", "a long enough one", "again", "another one"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("The two passwords differ", "value=\"Ida\"")
                .doesNotContain("a long enough one");
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/invitations/accept"));
    }

    @Test
    void saysWhyAPasswordIsNotTaken() {
        // Given
        invited("ida@tidewater-energy.example", "OPEN", /* loginExists */ false);
        world.tenantService()
                .on("POST", "/invitations/accept", Upstream.problem(400, "password: must be at least 12 characters"));
        // When
        HttpResponse<String> answer =
                world.visitor().post(LINK, Map.of("firstName", "Ida", "password", "short", "again", "short"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("password: must be at least 12 characters");
    }

    @Test
    void whoHasALoginSignsInFirst() {
        // Given
        invited(VERAS, "OPEN", /* loginExists */ true);
        // When
        HttpResponse<String> page = world.visitor().get(LINK);
        HttpResponse<String> posted =
                world.visitor().post(LINK, Map.of("password", "a long enough one", "again", "a long enough one"));
        // Then
        assertThat(page.body()).contains("/login?to=/invitations/" + SECRET).doesNotContain("name=\"password\"");
        assertThat(posted.body()).contains("/login?to=/invitations/" + SECRET);
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/invitations/accept"));
    }

    @Test
    void whoIsSignedInTakesItWithThatLogin() {
        // Given
        invited(VERAS, "OPEN", /* loginExists */ true);
        taken(World.VERA);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        assertThat(vera.get(LINK).body()).contains("You are signed in as");
        // When
        HttpResponse<String> answer = vera.post(LINK, Map.of());
        // Then
        assertThat(Visitor.location(answer).getPath()).isEqualTo("/t/tidewater/posture");
        assertThat(accepted()).contains("\"subject\":\"" + World.VERA + "\"", "\"password\":null");
    }

    @Test
    void anotherPersonsLinkOpensNothing() {
        // Given
        invited("ida@tidewater-energy.example", "OPEN", /* loginExists */ false);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        // When
        HttpResponse<String> page = vera.get(LINK);
        HttpResponse<String> posted =
                vera.post(LINK, Map.of("password", "a long enough one", "again", "a long enough one"));
        // Then
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("for somebody else", "Sign out").doesNotContain("ida@");
        assertThat(posted.statusCode()).isEqualTo(403);
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/invitations/accept"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPIRED   | Ask Amir to send yours again",
                "ACCEPTED  | Each link is good once",
                "WITHDRAWN | for a new one",
                "REPLACED  | for a new one"
            })
    void saysWhatToDoWithALinkThatIsOver(String state, String advice) {
        // Given
        invited(VERAS, state, /* loginExists */ false);
        // When
        HttpResponse<String> page = world.visitor().get(LINK);
        // Then
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains(advice).doesNotContain("name=\"password\"", VERAS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "%2e%2e%2e", "sssssssssssssssssssssssssssssssssssssssssss%0a", "%3Cscript%3E"})
    void whatCannotBeALinkIsNotAskedFor(String secret) {
        // When
        HttpResponse<String> page = world.visitor().get("/invitations/" + secret);
        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(looks()).isEmpty();
    }

    @Test
    void whoTriesManyLinksWaits() {
        // Given
        world.tenantService().on("POST", "/invitations/look", Upstream.json("{\"invitation\":null}"));
        // some are given back while the others are asked for
        for (int i = 0; i < 80; i++) world.visitor().get(LINK);
        // When
        HttpResponse<String> page = world.visitor().get(LINK);
        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(looks().size()).isBetween(60, 70);
    }

    @Test
    void anotherSiteCannotTakeItForThePerson() {
        // Given
        invited(VERAS, "OPEN", /* loginExists */ true);
        taken(World.VERA);
        Visitor vera = world.signedIn(World.VERA, "Vera");
        // When
        HttpResponse<String> byMark = vera.post(LINK, Map.of(), "Sec-Fetch-Site", "cross-site");
        HttpResponse<String> byOrigin = vera.post(LINK, Map.of(), "Origin", "https://intruder.example");
        // Then
        assertThat(byMark.statusCode()).isEqualTo(403);
        assertThat(byOrigin.statusCode()).isEqualTo(403);
        assertThat(world.tenantService().asked())
                .noneMatch(asked -> asked.path().equals("/invitations/accept"));
    }

    @Test
    void saysSoWhileTheLoginServiceIsDown() {
        // Given
        world.tenantService()
                .on("POST", "/invitations/look", Upstream.problem(503, "the login service does not answer"));
        // When
        HttpResponse<String> page = world.visitor().get(LINK);
        // Then
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.body()).contains("Yours is not lost");
    }
}
