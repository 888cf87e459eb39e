package io.vigil.reports.subscriptions;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnStack
class SubscriptionsIT {
    private static final String MONDAYS = "0 6 * * 1";

    @Inject
    ReportScheduler scheduler;

    @Inject
    TakeReport takeReport;

    @Inject
    Subscribers subscribers;

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail audit;

    @Inject
    SubscriptionsConfig config;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String ida = "ida@" + UUID.randomUUID() + ".example";

    @Test
    void mailsOneReportAPeriodHoweverOftenItIsAsked() throws Exception {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of("formats", List.of("pdf"))));
        transaction.run(
                tenant, handle -> handle.execute("update subscription set timed_at = timed_at - interval '8 days'"));
        Scheduler second = scheduler.newScheduler("another-replica");
        second.start();

        // When
        wake(second, id);
        await().atMost(Subscribers.PATIENCE).until(() -> reports().size() == 1);
        second.stop();
        Scheduler restarted = scheduler.newScheduler("another-replica");
        restarted.start();
        wake(restarted, id);
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> nextWake(restarted, id).isAfter(Instant.now()));
        restarted.stop();

        // Then
        assertThat(reports()).hasSize(1);
        List<Map<String, Object>> deliveries = subscribers.reportsInLog(tenant, id);
        assertThat(deliveries).hasSize(1);
        assertThat(reports().getFirst().getMessageID())
                .isEqualTo("<" + deliveries.getFirst().get("id") + "@vigil.report>");
        assertThat(deliveries.getFirst()).containsEntry("state", "SENT");
        try (PDDocument pdf = Loader.loadPDF(Subscribers.part(reports().getFirst(), "application/pdf"))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
        }
    }

    @Test
    void theMailSaysTheFiguresAndHowToLeave() throws Exception {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        subscribers.call(tenant, "Halden\r\nBcc: all@example.org <b>\u202e http://evil.example");
        UUID id = subscribers.confirmed(
                mail,
                tenant,
                of(Map.of("formats", List.of("pdf", "csv"), "language", "de", "name", "Für den\u2028 Vorstand")));

        // When
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> reports().size() == 1);

        // Then
        MimeMessage report = reports().getFirst();
        assertThat(report.isMimeType("multipart/mixed")).isTrue();
        assertThat(report.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(report.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(report.getHeader("List-Unsubscribe")[0])
                .matches("<http://127\\.0\\.0\\.1:9/subscriptions/unsubscribe/[A-Za-z0-9_-]{43}>");
        assertThat(report.getHeader("Bcc")).isNull();
        assertThat(report.getSubject())
                .startsWith("Security posture of Halden Bcc: all@example.org b evil.example, ")
                .matches(".*\\d{1,2}\\. \\p{L}+ 20\\d\\d");
        String text = new String(Subscribers.part(report, "text/plain"), StandardCharsets.UTF_8);
        assertThat(text).contains("1 high", "Für den Vorstand", "Unsubscribe: http://127.0.0.1:9/");
        String html = new String(Subscribers.part(report, "text/html"), StandardCharsets.UTF_8);
        assertThat(html).contains("cid:posture.png", "1 high").doesNotContain("<b>\u202e");
        var picture = ImageIO.read(new ByteArrayInputStream(Subscribers.part(report, "image/png")));
        assertThat(picture.getWidth()).isEqualTo(192);
        try (PDDocument pdf = Loader.loadPDF(Subscribers.part(report, "application/pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf)).containsPattern("As of \\d\\d\\.\\d\\d\\.20\\d\\d, ");
        }
        assertThat(new String(Subscribers.part(report, "text/csv"), StandardCharsets.UTF_8))
                .contains("sg-1");
    }

    @Test
    void everyFileArrivesToTheByteWithItsSignatureBeside() throws Exception {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        List<String> formats = List.of("pdf", "csv", "xlsx", "ndjson", "ocsf");
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of("formats", formats)));

        // When
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> reports().size() == 1);

        // Then
        Map<String, byte[]> files = Subscribers.files(reports().getFirst());
        assertThat(files).hasSize(2 * formats.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".jws")) continue;
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(new String(files.get(file.getKey() + ".jws"), StandardCharsets.US_ASCII));
            JsonNode said = EventJson.MAPPER.readTree(signature.getUnverifiedPayload());
            assertThat(said.at("/file/name").asText()).isEqualTo(file.getKey());
            assertThat(said.at("/file/sha256").asText())
                    .as(file.getKey())
                    .isEqualTo(EventJson.digestOf(file.getValue()));
        }
    }

    @Test
    void whoNeverConfirmedGetsNothing() {
        // Given
        UUID id = subscribers.create(tenant, of(Map.of()));
        subscribers.question(mail, ida);

        // When
        subscribers.sendNow(tenant, id).then().statusCode(202).body("waiting.size()", is(0));

        // Then
        assertThat(subscribers.reportsInLog(tenant, id)).isEmpty();
        assertThat(reports()).isEmpty();
    }

    @Test
    void whoConfirmsLaterGetsWhatOthersGotAlready() {
        // Given
        UUID id = subscribers.create(tenant, of(Map.of()));
        subscribers.sendNow(tenant, id).then().statusCode(202);
        subscribers
                .follow("confirm", Subscribers.secret(subscribers.question(mail, ida)))
                .then()
                .body("link.state", is("CONFIRMED"));

        // When
        subscribers.sendNow(tenant, id).then().statusCode(202).body("alreadyClaimed", is(true));

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> reports().size() == 1);
    }

    @Test
    void saysNothingWhenNothingChangedSinceWhatItSaidLast() {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of("skipUnchanged", true)));
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> attempts(id).endsWith("SENT"));
        Subscription subscription = transaction.call(
                tenant, handle -> SubscriptionTable.find(handle, tenant, id).orElseThrow());
        Instant monday = subscription.timetable().next(Instant.now()).orElseThrow();
        Instant nextMonday = subscription.timetable().next(monday).orElseThrow();

        // When
        ClaimPeriod.Claim unchanged =
                at(monday).onSchedule(tenant, subscription).orElseThrow();
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.PASS).records().forEach(takeReport::take);
        ClaimPeriod.Claim changed =
                at(nextMonday).onSchedule(tenant, subscription).orElseThrow();

        // Then
        assertThat(unchanged.claimed()).isTrue();
        assertThat(unchanged.waiting()).isEmpty();
        assertThat(changed.waiting()).hasSize(1);
        assertThat(subscribers.reportsInLog(tenant, id))
                .extracting(delivery -> delivery.get("state"))
                .containsExactlyInAnyOrder("SENT", "UNCHANGED", "QUEUED");
    }

    @ParameterizedTest
    @CsvSource({"once, QUEUED", "skip, MISSED"})
    void whatWasMissedIsServedOnceOrLeftOut(String misfire, String state) {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of("misfire", misfire)));
        Subscription subscription = transaction.call(
                tenant, handle -> SubscriptionTable.find(handle, tenant, id).orElseThrow());
        List<Instant> mondays = subscription.timetable().next(Instant.now(), 3);

        // When an outage ends nine days after the third Monday
        Instant late = mondays.getLast().plus(Duration.ofDays(9));
        Instant served = subscription.timetable().latest(late).orElseThrow();
        var claim = new ClaimPeriod(transaction, audit, InstantSource.fixed(late), shortMisfire());
        claim.onSchedule(tenant, subscription);
        claim.onSchedule(tenant, subscription);

        // Then
        assertThat(subscribers.reportsInLog(tenant, id))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery)
                        .containsEntry("period", served.toString())
                        .containsEntry("state", state));
    }

    @Test
    void aMailWaitsWhileTheMailServerIsDown() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of()));
        mail.down();
        try {
            subscribers.sendNow(tenant, id).then().statusCode(202);
            await().atMost(Subscribers.PATIENCE).until(() -> attempts(id).contains("RETRY"));
        } finally {
            // When
            mail.up();
        }

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> attempts(id).endsWith("SENT"));
        assertThat(reports()).hasSize(1);
    }

    @Test
    void namesWhatIsWrongWithATimetable() {
        subscribers
                .admin(tenant)
                .body(of(Map.of("cron", "61 * * * *")))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("61 * * * *"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a@b.example>\r\nRCPT TO:<c@d.example', recipients",
        "'a b@c.example', recipients",
        "'\"a\"@c.example', recipients",
        "'a@c..example', recipients",
        "'ü@c.example', recipients"
    })
    void whatIsNoAddressIsNamed(String address, String word) {
        subscribers
                .admin(tenant)
                .body(of(Map.of("recipients", List.of(address))))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString(word));
    }

    @Test
    void aChangeKeepsWhoStaysAsksWhoIsNewAndTakesOutWhoIsNotNamed() {
        // Given
        String bo = "bo@" + UUID.randomUUID() + ".example";
        String cy = "cy@" + UUID.randomUUID() + ".example";
        UUID id = subscribers.confirmed(mail, tenant, of(Map.of("recipients", List.of(ida, bo))));

        // When
        var changed = subscribers
                .admin(tenant)
                .body(of(Map.of("recipients", List.of(cy, ida), "cron", "30 7 * * 5", "name", "Fridays")))
                .put("/tenants/{t}/subscriptions/{s}", tenant.toString(), id)
                .then()
                .statusCode(200)
                .body("name", is("Fridays"), "words", is("at 07:30 on Fridays"), "nextRuns.size()", is(5))
                .extract()
                .jsonPath();

        // Then
        assertThat(changed.getMap("recipients.collectEntries { [it.address, it.state] }"))
                .isEqualTo(Map.of(ida, "CONFIRMED", cy, "PENDING"));
        subscribers.question(mail, cy);
    }

    private Map<String, Object> of(Map<String, Object> more) {
        Map<String, Object> asked = Subscribers.asked(List.of(ida), MONDAYS);
        asked.putAll(more);
        return asked;
    }

    private ClaimPeriod at(Instant now) {
        return new ClaimPeriod(transaction, audit, InstantSource.fixed(now), config);
    }

    private SubscriptionsConfig shortMisfire() {
        return new ConfigWith(config, Duration.ofMinutes(10));
    }

    private List<MimeMessage> reports() {
        return Subscribers.reports(mail, ida);
    }

    private void wake(Scheduler client, UUID id) {
        client.reschedule(key(id), Instant.now());
    }

    private Instant nextWake(Scheduler client, UUID id) {
        return client.getScheduledExecution(key(id)).orElseThrow().getExecutionTime();
    }

    private TaskInstanceId key(UUID id) {
        return TaskInstanceId.of("subscription", tenant + "/" + id);
    }

    private String attempts(UUID id) {
        return String.join(
                " ",
                subscribers
                        .log(tenant, id)
                        .getList("items.findAll { it.kind == 'REPORT' }.attempts.flatten().outcome", String.class));
    }
}
