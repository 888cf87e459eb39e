package io.vigil.reports.subscriptions;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class SubscriptionsIT {
    private static final String MONDAYS = "0 6 * * 1";

    @Inject
    ReportScheduler scheduler;

    @Inject
    TakeReport takeReport;

    @Inject
    Gateway gateway;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String domain = UUID.randomUUID() + ".example";

    @Test
    void mailsOneReportAPeriodHoweverOftenItIsAsked() throws Exception {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        String id = create();
        Scheduler second = scheduler.newScheduler("another-replica");
        second.start();

        // When
        wake(second, id);
        await().atMost(Duration.ofSeconds(40)).until(() -> mail.mailsTo(domain).size() == 1);
        second.stop();
        Scheduler restarted = scheduler.newScheduler("another-replica");
        restarted.start();
        wake(restarted, id);
        gateway.as(Role.ADMIN, tenant)
                .post("/tenants/{t}/subscriptions/{s}/send-now", tenant.toString(), id)
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> nextWake(restarted, id).isAfter(Instant.now()));
        restarted.stop();

        // Then
        List<MimeMessage> mails = mail.mailsTo(domain);
        assertThat(mails).hasSize(1);
        List<Map<String, Object>> deliveries = deliveries(id);
        assertThat(deliveries).hasSize(1);
        assertThat(mails.getFirst().getMessageID())
                .isEqualTo("<" + deliveries.getFirst().get("id") + "@vigil.report>");
        assertThat(deliveries.getFirst()).containsEntry("state", "SENT");
        try (PDDocument pdf = Loader.loadPDF(attachment(mails.getFirst(), "application/pdf"))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
        }
        assertThat(new String(attachment(mails.getFirst(), "text/plain"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("1 high");
    }

    @Test
    void aMailWaitsWhileTheMailServerIsDown() {
        // Given
        String id = create();
        mail.down();
        try {
            gateway.as(Role.ADMIN, tenant)
                    .post("/tenants/{t}/subscriptions/{s}/send-now", tenant.toString(), id)
                    .then()
                    .statusCode(202);
            await().atMost(Duration.ofSeconds(40)).until(() -> attempts(id).contains("RETRY"));
        } finally {
            // When
            mail.up();
        }

        // Then
        await().atMost(Duration.ofSeconds(40)).until(() -> attempts(id).endsWith("SENT"));
        assertThat(mail.mailsTo(domain)).hasSize(1);
    }

    @Test
    void namesWhatIsWrongWithATimetable() {
        gateway.as(Role.ADMIN, tenant)
                .contentType(ContentType.JSON)
                .body(Gateway.subscription("ida@" + domain, "61 * * * *"))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("61 * * * *"));
    }

    private String create() {
        return gateway.as(Role.ADMIN, tenant)
                .contentType(ContentType.JSON)
                .body(Gateway.subscription("ida@" + domain, MONDAYS))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(201)
                .body("nextRuns.size()", org.hamcrest.Matchers.is(5))
                .extract()
                .path("id");
    }

    private void wake(Scheduler client, String id) {
        client.reschedule(key(id), Instant.now());
    }

    private Instant nextWake(Scheduler client, String id) {
        return client.getScheduledExecution(key(id)).orElseThrow().getExecutionTime();
    }

    private TaskInstanceId key(String id) {
        return TaskInstanceId.of("subscription", tenant + "/" + id);
    }

    private List<Map<String, Object>> deliveries(String id) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/subscriptions/{s}/deliveries", tenant.toString(), id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    private String attempts(String id) {
        return String.join(
                " ",
                gateway.as(Role.VIEWER, tenant)
                        .get("/tenants/{t}/subscriptions/{s}/deliveries", tenant.toString(), id)
                        .jsonPath()
                        .getList("attempts.flatten().outcome", String.class));
    }

    private static byte[] attachment(Part part, String type) throws Exception {
        byte[] found = search(part, type);
        assertThat(found).as(type).isNotNull();
        return found;
    }

    private static byte[] search(Part part, String type) throws Exception {
        if (part.isMimeType(type)) return part.getInputStream().readAllBytes();
        if (!(part.getContent() instanceof Multipart several)) return null;
        for (int i = 0; i < several.getCount(); i++) {
            byte[] found = search(several.getBodyPart(i), type);
            if (found != null) return found;
        }
        return null;
    }
}
