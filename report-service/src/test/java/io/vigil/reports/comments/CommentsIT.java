package io.vigil.reports.comments;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.TenantServiceDouble.OLE;
import static io.vigil.reports.TenantServiceDouble.OLES_ADDRESS;
import static io.vigil.reports.TenantServiceDouble.VERA;
import static io.vigil.reports.TenantServiceDouble.VERAS_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.MailQuota;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People say what they know of a finding, tell each other by mail, and take back what they said. */
@QuarkusTest
@OnStack
class CommentsIT {
    private static final String HOSTILE =
            "=cmd|' /C calc'!A0 <script>alert(1)</script> {7*7} \u202e https://evil.example";

    MailCatcher mails;

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    @Inject
    CommentsConfig config;

    private final TenantId tenant = ScriptedRun.newTenant();
    private String comments = "";

    @BeforeEach
    void anOpenFinding() {
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        String findings = "/tenants/" + tenant + "/findings";
        comments =
                findings + "/" + gateway.as(Role.VIEWER, tenant).get(findings).path("items[0].id") + "/comments";
        platform.run(handle -> {
            handle.execute(
                    "insert into tenant_directory values (?, ?, 'Tidewater', 1) on conflict do nothing",
                    tenant.value(),
                    "t-" + tenant);
            // other tests' mails count too
            handle.execute("delete from mention_mailed");
        });
    }

    @Test
    void whatIsSaidIsReadNewestFirstAsItWasWritten() {
        // When
        say(VERA, "First\r\nwith a second line").then().statusCode(201);
        say(OLE, HOSTILE).then().statusCode(201);
        // Then
        JsonPath page = read("");
        assertThat(page.getList("items.text")).containsExactly(HOSTILE, "First\nwith a second line");
        assertThat(page.getList("items.author")).containsExactly(OLE, VERA);
        assertThat(page.getString("next")).isNull();
    }

    @Test
    void pagesMeetEachOnce() {
        // Given
        for (int i = 0; i < 5; i++) say(VERA, "Word " + i).then().statusCode(201);
        // When
        JsonPath first = read("?limit=3");
        JsonPath second = read("?limit=3&cursor=" + first.getString("next"));
        // Then
        assertThat(first.getList("items.text")).containsExactly("Word 4", "Word 3", "Word 2");
        assertThat(second.getList("items.text")).containsExactly("Word 1", "Word 0");
        assertThat(second.getString("next")).isNull();
        for (String bad : List.of("?cursor=x", "?cursor=" + UUID.randomUUID(), "?limit=0"))
            gateway.as(Role.VIEWER, tenant).get(comments + bad).then().statusCode(400);
    }

    @Test
    void whatIsNoCommentIsRefusedByName() {
        for (String text : List.of("", " \n ", "a\u0000b", "x".repeat(4_001)))
            assertThat(say(VERA, text).then().statusCode(400).extract().<String>path("faults[0].field"))
                    .isEqualTo("text");
        say(VERA, "\ud83d\udc4d".repeat(4_000)).then().statusCode(201);
        gateway.as(Role.VIEWER, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("text", "May I?"))
                .post(comments)
                .then()
                .statusCode(403);
        gateway.as(VERA, Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("text", "x"))
                .post("/tenants/" + tenant + "/findings/" + UUID.randomUUID() + "/comments")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyTheAuthorTakesItBackAndThatItWasSaidStays() {
        // Given
        String id = say(VERA, "Never mind @ole@people.example")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        // When
        delete(OLE, id).then().statusCode(403);
        delete(VERA, id).then().statusCode(204);
        delete(VERA, id).then().statusCode(204);
        // Then
        JsonPath page = read("");
        assertThat(page.getString("items[0].text")).isEmpty();
        assertThat(page.getString("items[0].author")).isEqualTo(VERA);
        assertThat(page.getString("items[0].deletedAt")).isNotNull();
        assertThat(page.getList("items[0].mentions")).isEmpty();
        assertThat(strings("select action from audit where action like 'comment.%' order by seq"))
                .containsExactly("comment.written", "comment.deleted");
        assertThat(strings("select detail from audit")).noneMatch(detail -> detail.contains("Never mind"));
        delete(VERA, UUID.randomUUID().toString()).then().statusCode(404);
    }

    @Test
    void whoIsMentionedGetsOneMailThatLeadsToTheFindingAndHoldsNothingThatActs() throws Exception {
        // Given
        String marker = "Marker" + tenant.toString().substring(0, 8);
        // When
        say(VERA, "@ole@people.example look: " + marker + " " + HOSTILE + " @ole @nobody @vera.lindqvist")
                .then()
                .statusCode(201);
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(read("").getList("items[0].mentions.mail")).containsExactly("SENT"));
        assertThat(read("").getString("items[0].mentions[0].subject")).isEqualTo(OLE);
        List<MimeMessage> sent = mails.mailsTo("people.example").stream()
                .filter(mail -> content(mail).contains(marker))
                .toList();
        assertThat(sent).hasSize(1);
        MimeMessage mail = sent.getFirst();
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo(OLES_ADDRESS);
        assertThat(mail.getSubject()).isEqualTo("Tidewater: " + VERA + " mentioned you");
        assertThat(content(mail))
                .contains("/t/t-" + tenant + "/findings/")
                .doesNotContain("<script>", "https://evil.example", "\u202e");
    }

    @Test
    void tooManyMailsAreLeftOutAndTheCommentIsKept() {
        // Given
        platform.run(handle -> {
            for (int i = 0; i < config.mailsPerAddress(); i++)
                handle.execute(
                        "insert into mention_mailed (tenant_id, address_digest, asked_at) values (?, ?, now())",
                        ScriptedRun.newTenant().value(),
                        MailQuota.digest(VERAS_ADDRESS));
        });
        // When
        Response said = say(OLE, "@vera.lindqvist and @without-an-address");
        // Then
        said.then().statusCode(201);
        assertThat(said.jsonPath().getList("mentions.mail")).containsExactly("LEFT_OUT");
        assertThat(said.jsonPath().getString("mentions[0].detail")).contains("this address got");
        assertThat(strings("select state from comment_mention")).containsExactly("LEFT_OUT");
    }

    @Test
    void aFindingHasAsManyCommentsAsPeopleCanRead() {
        // Given
        tenants.run(tenant, handle -> handle.execute("""
                insert into finding_comment (tenant_id, comment_id, finding_id, at, author, author_name, author_role, text)
                select tenant_id, gen_random_uuid(), finding_id, now(), 'x', 'X', 'ADMIN', 'x' from finding, generate_series(1, ?)
                """, config.most()));
        // When, Then
        say(VERA, "One more").then().statusCode(409);
    }

    private Response say(String who, String text) {
        return gateway.as(who, Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post(comments);
    }

    private Response delete(String who, String comment) {
        return gateway.as(who, Role.OPERATOR, tenant).delete(comments + "/" + comment);
    }

    private JsonPath read(String query) {
        return gateway.as(Role.VIEWER, tenant)
                .get(comments + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> strings(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static String content(MimeMessage mail) {
        try {
            var parts = new ByteArrayOutputStream();
            if (mail.getContent() instanceof Multipart several)
                for (int i = 0; i < several.getCount(); i++)
                    parts.writeBytes(
                            String.valueOf(several.getBodyPart(i).getContent()).getBytes(StandardCharsets.UTF_8));
            else parts.writeBytes(String.valueOf(mail.getContent()).getBytes(StandardCharsets.UTF_8));
            return parts.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
