package io.vigil.reports.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.files.ReportFiles;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.PostOffice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner is told, and what a mail says in place of a file that is too large. */
@QuarkusTest
@OnStack
class OwnLettersIT {
    @Inject
    Subscribers subscribers;

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail audit;

    @Inject
    ReportLetter reportLetter;

    @Inject
    OwnLetters ownLetters;

    @Inject
    LinkSecrets secrets;

    @Inject
    PostOffice postOffice;

    @Inject
    InternalTokens tokens;

    @Inject
    ObjectMapper json;

    @Inject
    DeliveryConfig config;

    @Inject
    PeriodFiles periodFiles;

    @Inject
    ReportFiles files;

    @Inject
    @Location("mail/report.txt")
    Template text;

    @Inject
    @Location("mail/report.html")
    Template html;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String domain = UUID.randomUUID() + ".example";
    private final String ida = "ida@" + domain;
    private final String gone = "gone@" + domain;

    @SuppressWarnings("NullAway.Init")
    private HttpServer tenantService;

    @BeforeEach
    void open() throws IOException {
        tenantService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/tenants/" + tenant + "/members", "[]");
        answer("/msp/members", "[{\"subject\":\"user-1\",\"email\":\"%s\"}]".formatted(ida));
        tenantService.start();
    }

    @AfterEach
    void shut() {
        tenantService.stop(0);
        mail.refuse(gone, null);
    }

    private void answer(String path, String body) {
        tenantService.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean known =
                    exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ey");
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void whoMadeTheSubscriptionIsToldOnceWhatWasGivenUp() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(gone), "0 6 * * 1"));
        mail.refuse(gone, "550 5.1.1 no such user");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> subscribers.reportsInLog(tenant, id).getFirst().get("state"), "FAILED"::equals);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        UUID notice = transaction.call(tenant, handle -> DeliveryTable.queueNotice(handle, tenant, id, tomorrow));

        // When
        Deliver deliver = deliver(
                Optional.of(URI.create(
                        "http://127.0.0.1:" + tenantService.getAddress().getPort() + "/")),
                tomorrow);
        Deliver.Outcome first = deliver.deliver(tenant, notice);
        deliver.deliver(tenant, notice);

        // Then
        assertThat(first).isEqualTo(new Deliver.Outcome.Done(List.of()));
        assertThat(Subscribers.to(mail, ida, "did not arrive"))
                .singleElement()
                .satisfies(told -> assertThat(new String(Subscribers.part(told, "text/plain"), StandardCharsets.UTF_8))
                        .contains(gone, "550 5.1.1 no such user", "\"Weekly\""));
    }

    @Test
    void aWordToTheOwnerWaitsWhileTenantServiceIsDown() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(gone), "0 6 * * 1"));
        mail.refuse(gone, "550 5.1.1 no such user");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> subscribers.reportsInLog(tenant, id).getFirst().get("state"), "FAILED"::equals);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        UUID notice = transaction.call(tenant, handle -> DeliveryTable.queueNotice(handle, tenant, id, tomorrow));
        int port = tenantService.getAddress().getPort();
        tenantService.stop(0);

        // When
        Deliver.Outcome outcome = deliver(Optional.of(URI.create("http://127.0.0.1:" + port)), tomorrow)
                .deliver(tenant, notice);

        // Then
        assertThat(outcome).isInstanceOf(Deliver.Outcome.Again.class);
    }

    @Test
    void whatIsTooLargeIsLinkedInsteadOfAttached() {
        // Given
        subscribers.call(tenant, "Halden");
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), "0 6 * * 1"));
        subscribers.sendNow(tenant, id).then().statusCode(202);
        Subscription subscription = transaction.call(
                tenant, handle -> SubscriptionTable.find(handle, tenant, id).orElseThrow());
        Instant period = subscription.timetable().latest(Instant.now()).orElseThrow();

        // When
        Letter letter = new ReportLetter(
                        periodFiles,
                        files,
                        transaction,
                        new SmallMails(config),
                        Optional.of(URI.create("https://vigil.example/")),
                        text,
                        html)
                .write(tenant, UUID.randomUUID(), subscription, period, ida, "https://vigil.example/x");

        // Then
        assertThat(letter.attached()).isEmpty();
        assertThat(letter.text())
                .contains("The report is too large for a mail; it is in the portal", "https://vigil.example/t/t-")
                .doesNotContain("is attached");
        assertThat(letter.html()).contains("too large for a mail");
        assertThat(letter.headers()).containsAllEntriesOf(Map.of("List-Unsubscribe", "<https://vigil.example/x>"));
    }

    private Deliver deliver(Optional<URI> tenants, Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        var write = new WriteLetter(
                transaction,
                reportLetter,
                ownLetters,
                new AskOwner(tokens, json, tenants),
                secrets,
                clock,
                Optional.of(URI.create("http://127.0.0.1:9")));
        return new Deliver(transaction, write, postOffice, audit, clock, new SecureRandom(), config);
    }

    private record SmallMails(DeliveryConfig rest) implements DeliveryConfig {
        @Override
        public Duration firstPause() {
            return rest.firstPause();
        }

        @Override
        public Duration giveUpAfter() {
            return rest.giveUpAfter();
        }

        @Override
        public Duration giveUpNoticesAfter() {
            return rest.giveUpNoticesAfter();
        }

        @Override
        public long largestAttachmentBytes() {
            return 10;
        }
    }
}
