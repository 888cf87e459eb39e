package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.Message.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What chats are told: names of strangers do nothing, and nothing is larger than a chat takes. */
class ChatBodiesTest {
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String LINK = "https://portal.example/t/tidewater/history";
    private static final String HOSTILE =
            "<!channel> *bold* [x](https://evil.example) <https://evil.example|click> @here\n\u202e";

    @Test
    void slackReadsNamesAsPlainText() throws Exception {
        // When
        JsonNode body = json(SlackBody.of(message(HOSTILE, HOSTILE, 1, 0)));
        // Then
        List<JsonNode> marked = new ArrayList<>();
        body.findParents("type").stream()
                .filter(node -> node.path("type").asText().equals("mrkdwn"))
                .forEach(marked::add);
        assertThat(marked)
                .singleElement()
                .satisfies(node -> assertThat(node.path("text").asText()).isEqualTo("<" + LINK + "|Open in Vigil>"));
        assertThat(body.path("text").asText()).doesNotContain("<", ">").contains("&lt;!channel&gt;");
        assertThat(body.toString()).doesNotContain("\u202e");
    }

    @Test
    void slackTakesTheLargestMessage() throws Exception {
        // When
        JsonNode body = json(SlackBody.of(message("\ud83d\ude00".repeat(500), "\ud83d\ude00".repeat(2_000), 40, 7)));
        // Then
        assertThat(body.path("blocks")).hasSizeLessThanOrEqualTo(50);
        assertThat(body.path("blocks")
                        .get(0)
                        .path("text")
                        .path("text")
                        .asText()
                        .codePoints()
                        .count())
                .isLessThanOrEqualTo(150);
        body.path("blocks")
                .forEach(block -> assertThat(
                                block.path("text").path("text").asText().length())
                        .isLessThanOrEqualTo(3_000));
        assertThat(body.toString()).contains("And 7 more, in the portal.");
    }

    @Test
    void teamsReadsNamesAsTextRuns() throws Exception {
        // When
        JsonNode body = json(TeamsBody.of(message(HOSTILE, HOSTILE, 1, 0)));
        // Then
        JsonNode card = body.path("attachments").get(0).path("content");
        assertThat(body.path("attachments").get(0).path("contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("body"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.path("type").asText()).isEqualTo("RichTextBlock"));
        assertThat(card.findValues("inlines"))
                .allSatisfy(inlines ->
                        assertThat(inlines.get(0).path("type").asText()).isEqualTo("TextRun"));
        assertThat(card.path("actions").get(0).path("url").asText()).isEqualTo(LINK);
    }

    @Test
    void teamsTakesTheLargestMessage() {
        // When
        String body = TeamsBody.of(message("\ud83d\ude00".repeat(500), "\ud83d\ude00".repeat(2_000), 15, 7));
        // Then
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(28 * 1024);
    }

    private static Message message(String title, String name, int events, int more) {
        Happening happening = new Happening(
                new UUID(0, 2),
                "opened",
                AT,
                title,
                "critical",
                new FindingId(new UUID(0, 3)),
                new CheckId("ec2-security-group-no-ssh-from-internet"),
                new AccountId("111122223333"),
                name,
                "eu-central-1",
                name,
                name + "x",
                null,
                null,
                LINK);
        return new Message(
                "alert.findings",
                AT,
                new Message.Data(
                        TENANT,
                        "Tidewater",
                        title,
                        new Message.Rule(new UUID(0, 4), "New ones"),
                        1,
                        3,
                        Collections.nCopies(events, happening),
                        more,
                        LINK));
    }

    private static JsonNode json(String body) throws Exception {
        return EventJson.MAPPER.readTree(body);
    }
}
