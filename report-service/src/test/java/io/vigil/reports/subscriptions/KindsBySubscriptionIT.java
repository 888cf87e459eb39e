package io.vigil.reports.subscriptions;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AccountId;
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
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions of every kind of report, and what each recipient of changes is told. */
@QuarkusTest
@OnStack
class KindsBySubscriptionIT {
    @Inject
    Subscribers subscribers;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail audit;

    @Inject
    SubscriptionsConfig config;

    @Inject
    ReportScheduler scheduler;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String domain = UUID.randomUUID() + ".example";
    private final String ida = "ida@" + domain;
    private final String jon = "jon@" + domain;

    @BeforeEach
    void mailServer() {
        mail.up();
        mail.behave(MailCatcher.Manner.WELL_BEHAVED);
    }

    @Test
    void eachKindIsMailedInItsForms() throws MessagingException {
        // Given
        scanned("sg-1", Status.FAIL);
        Map<String, String> titles = Map.of(
                "executive", "Executive summary",
                "framework", "Framework report",
                "change", "Change report",
                "exposure", "Exposure report");
        for (String kind : titles.keySet()) {
            String reader = kind + "@" + domain;
            Map<String, Object> asked = asked(kind, List.of(reader), List.of("html", "ndjson"));
            if (kind.equals("framework")) asked.put("framework", "vigil-baseline");
            asked.put("account", "111122223333");
            UUID id = subscribers.confirmed(mail, tenant, asked);
            subscribers
                    .admin(tenant)
                    .get("/tenants/{t}/subscriptions/{s}", tenant.toString(), id)
                    .then()
                    .body("kind", is(kind))
                    .body("account", is("111122223333"));
            // When
            subscribers.sendNow(tenant, id).then().statusCode(202);
            await(kind)
                    .atMost(Subscribers.PATIENCE)
                    .until(() -> !Subscribers.to(mail, reader, titles.get(kind)).isEmpty());
            // Then
            MimeMessage report = Subscribers.to(mail, reader, titles.get(kind)).getFirst();
            assertThat(report.getSubject()).startsWith(titles.get(kind) + " (account 111122223333) of ");
            Map<String, byte[]> files = Subscribers.files(report);
            assertThat(files.keySet())
                    .as(kind)
                    .hasSize(4)
                    .allMatch(name -> name.startsWith("vigil-customer-" + kind))
                    .anyMatch(name -> name.endsWith(".html"))
                    .anyMatch(name -> name.endsWith(".ndjson.jws"));
            assertThat(text(report)).contains(titles.get(kind) + " (account 111122223333), as of");
        }
    }

    @Test
    void eachRecipientIsToldWhatChangedSinceTheOneItGotLast() {
        // Given Ida, who gets the first report, and Jon, who confirms behind it
        scanned("sg-first", Status.FAIL);
        UUID id = subscribers.create(tenant, asked("change", List.of(ida, jon), List.of("ndjson")));
        confirm(ida);
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> reports(ida).size() == 1);
        assertThat(resources(reports(ida).getFirst())).containsExactly("sg-first opened");
        confirm(jon);
        scanned("sg-second", Status.FAIL);
        Subscription subscription = find(id);
        Instant monday = subscription.timetable().next(Instant.now()).orElseThrow();

        // When
        serve(subscription, monday);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> reports(ida).size() == 2 && reports(jon).size() == 1);

        // Then
        MimeMessage idas = reports(ida).getLast();
        assertThat(resources(idas)).containsExactly("sg-second opened");
        assertThat(resources(reports(jon).getFirst())).containsExactly("sg-second opened", "sg-first opened");
        assertThat(text(idas)).contains("1 new, 0 resolved");
        assertThat(text(reports(jon).getFirst())).contains("2 new, 0 resolved");
        assertThat(head(idas).get("since"))
                .isNotEqualTo(head(reports(jon).getFirst()).get("since"));
        assertThat(head(idas).get("until"))
                .isEqualTo(head(reports(jon).getFirst()).get("until"));
        assertThat(head(idas).get("since"))
                .as("it begins where hers before ended")
                .isEqualTo(head(reports(ida).getFirst()).get("until"));
    }

    @Test
    void whatWasNotDeliveredIsToldWithTheNext() {
        // Given a report that no mail server takes
        UUID id = subscribers.confirmed(mail, tenant, asked("change", List.of(ida), List.of("ndjson")));
        scanned("sg-unheard", Status.FAIL);
        mail.down();
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> subscribers.reportsInLog(tenant, id).stream()
                        .anyMatch(
                                delivery -> delivery.get("attempts").toString().contains("RETRY")));
        transaction.run(
                tenant, handle -> handle.execute("update delivery set state = 'FAILED' where state = 'QUEUED'"));
        mail.up();
        scanned("sg-heard", Status.FAIL);
        Subscription subscription = find(id);

        // When
        serve(subscription, subscription.timetable().next(Instant.now()).orElseThrow());
        await().atMost(Subscribers.PATIENCE).until(() -> reports(ida).size() == 1);

        // Then
        assertThat(resources(reports(ida).getFirst())).containsExactly("sg-heard opened", "sg-unheard opened");
    }

    @Test
    void whatNeverFitsIsRefused() {
        Map<String, Object> events = asked("change", List.of(ida), List.of("ocsf"));
        subscribers
                .admin(tenant)
                .body(events)
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("format 'ocsf' of a report of the kind change"));
        subscribers
                .admin(tenant)
                .body(asked("framework", List.of(ida), List.of("pdf")))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("framework: a framework report is of one"));
    }

    @Test
    void anotherAccountsChangesAreNoChange() {
        // Given
        scanned("sg-1", Status.FAIL);
        Map<String, Object> asked = asked("executive", List.of(ida), List.of("csv"));
        asked.put("account", "111122223333");
        asked.put("skipUnchanged", true);
        UUID id = subscribers.confirmed(mail, tenant, asked);
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> subscribers.reportsInLog(tenant, id).stream()
                        .anyMatch(delivery -> delivery.get("state").equals("SENT")));
        new ScriptedRun(tenant, new AccountId("444455556666"))
                .says(PORTS, "sg-2", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        Subscription subscription = find(id);
        // When
        ClaimPeriod.Claim claim = at(subscription
                        .timetable()
                        .next(Instant.now())
                        .orElseThrow())
                .onSchedule(tenant, subscription)
                .orElseThrow();
        // Then
        assertThat(claim.claimed()).isTrue();
        assertThat(claim.waiting()).isEmpty();
    }

    /** Each time another account's region, so that nothing that was there is gone. */
    private void scanned(String group, Status status) {
        ScriptedRun.of(tenant)
                .completeTypes()
                .says(PORTS, group, GROUP, status)
                .records()
                .forEach(takeReport::take);
    }

    private Map<String, Object> asked(String kind, List<String> recipients, List<String> formats) {
        Map<String, Object> asked = new HashMap<>(Subscribers.asked(recipients, "0 6 * * 1"));
        asked.put("kind", kind);
        asked.put("formats", formats);
        return asked;
    }

    private void confirm(String address) {
        subscribers
                .follow("confirm", Subscribers.secret(subscribers.question(mail, address)))
                .then()
                .statusCode(200);
    }

    private Subscription find(UUID id) {
        return transaction.call(
                tenant, handle -> SubscriptionTable.find(handle, tenant, id).orElseThrow());
    }

    private ClaimPeriod at(Instant now) {
        return new ClaimPeriod(transaction, audit, InstantSource.fixed(now), config);
    }

    /** As the schedule would at that time; mails are handed over as of now. */
    private void serve(Subscription subscription, Instant period) {
        ClaimPeriod.Claim claim = at(period).onSchedule(tenant, subscription).orElseThrow();
        transaction.run(
                tenant,
                handle -> handle.createUpdate("update delivery set due_at = :now where state = 'QUEUED'")
                        .bind("now", Instant.now())
                        .execute());
        scheduler.queue(tenant, claim.waiting());
    }

    private List<MimeMessage> reports(String address) {
        return Subscribers.to(mail, address, "Change report");
    }

    /** Each changed resource with what happened, in the file's order. */
    private static List<String> resources(MimeMessage report) {
        List<String> resources = new ArrayList<>();
        for (Map<String, Object> row : rows(report))
            if (row.get("record").equals("change")) resources.add(row.get("resource") + " " + row.get("transition"));
        return resources;
    }

    private static Map<String, Object> head(MimeMessage report) {
        return rows(report).getFirst();
    }

    private static List<Map<String, Object>> rows(MimeMessage report) {
        byte[] lines = Subscribers.files(report).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".ndjson"))
                .findFirst()
                .orElseThrow()
                .getValue();
        return new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(KindsBySubscriptionIT::row)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(String line) {
        try {
            return EventJson.MAPPER.readValue(line, Map.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    private static String text(MimeMessage report) {
        return new String(Subscribers.part(report, "text/plain"), StandardCharsets.UTF_8);
    }
}
