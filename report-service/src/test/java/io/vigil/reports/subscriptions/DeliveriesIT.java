package io.vigil.reports.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.MailCatcher.Manner;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.PostOffice;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a mail whatever the mail server does. */
@QuarkusTest
@OnStack
class DeliveriesIT {
    private static final String MONDAYS = "0 6 * * 1";

    @Inject
    Subscribers subscribers;

    @Inject
    TenantTransaction transaction;

    @Inject
    WriteLetter writeLetter;

    @Inject
    PostOffice postOffice;

    @Inject
    AuditTrail audit;

    @Inject
    ReadAudit readAudit;

    @Inject
    DeliveryConfig config;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String domain = UUID.randomUUID() + ".example";
    private final String ida = "ida@" + domain;
    private final String gone = "gone@" + domain;

    @BeforeEach
    @AfterEach
    void behave() {
        mail.up();
        mail.behave(Manner.WELL_BEHAVED);
        mail.refuse(ida, null);
        mail.refuse(gone, null);
    }

    @Test
    void oneBadAddressCostsNobodyElseAndIsTriedNoMore() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(gone, ida), MONDAYS));
        mail.refuse(gone, "550 5.1.1 \u001b[31mno such \u202euser <script>");

        // When
        subscribers.sendNow(tenant, id).then().statusCode(202);

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, ida).equals("SENT"));
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, gone).equals("FAILED"));
        assertThat(Subscribers.reports(mail, ida)).hasSize(1);
        assertThat(attempts(id, gone)).singleElement().satisfies(attempt -> {
            assertThat(attempt).containsEntry("outcome", "FAILED");
            assertThat(attempt.get("detail").toString())
                    .contains("550 5.1.1", "no such", "user <script>")
                    .doesNotContain("\u001b", "\u202e");
        });
        assertThat(readAudit.newest(tenant, 50))
                .anyMatch(entry -> entry.action().equals("delivery.given.up"));
        subscribers
                .admin(tenant)
                .get("/tenants/{t}/subscriptions/{s}", tenant.toString(), id)
                .then()
                .body("lost", is(1));
    }

    @Test
    void whoAsksForAGivenUpMailGetsItOnceTheAddressIsMended() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(gone), MONDAYS));
        mail.refuse(gone, "550 5.1.1 unknown");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, gone).equals("FAILED"));
        mail.refuse(gone, null);

        // When
        retry(id, gone).then().statusCode(202);

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, gone).equals("SENT"));
        assertThat(Subscribers.reports(mail, gone)).hasSize(1);
        retry(id, gone).then().statusCode(409).body("detail", containsString("was sent"));
    }

    @Test
    void whatIsRefusedForNowIsTriedAgain() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        mail.refuse(ida, "451 4.7.1 greylisted");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> attempts(id, ida).stream()
                        .filter(attempt -> attempt.get("outcome").equals("RETRY"))
                        .anyMatch(attempt -> attempt.get("detail").toString().contains("greylisted")));

        // When
        mail.refuse(ida, null);

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, ida).equals("SENT"));
        assertThat(Subscribers.reports(mail, ida)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"SILENT", "DIES_IN_THE_MIDDLE"})
    void aServerThatFallsSilentIsTriedAgain(Manner manner) {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        mail.behave(manner);
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> attempts(id, ida).stream()
                        .anyMatch(attempt -> attempt.get("outcome").equals("RETRY")));

        // When
        mail.behave(Manner.WELL_BEHAVED);

        // Then
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, ida).equals("SENT"));
        assertThat(Subscribers.reports(mail, ida)).hasSize(1);
    }

    @Test
    void aWordThatIsLostAfterTheMailWasTakenRepeatsTheSameMessageId() throws Exception {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        mail.behave(Manner.DIES_BEFORE_ITS_WORD);
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> attempts(id, ida).stream()
                        .anyMatch(attempt -> attempt.get("outcome").equals("RETRY")));

        // When
        mail.behave(Manner.WELL_BEHAVED);
        await().atMost(Subscribers.PATIENCE).until(() -> stateOf(id, ida).equals("SENT"));

        // Then
        Set<String> ids = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (MimeMessage report : Subscribers.reports(mail, ida)) {
            ids.add(report.getMessageID());
            files.add(java.util.Arrays.toString(Subscribers.part(report, "text/csv")));
        }
        assertThat(Subscribers.reports(mail, ida)).hasSizeGreaterThan(1);
        assertThat(ids).hasSize(1);
        assertThat(files).as("every try carries the same file").hasSize(1);
    }

    @Test
    void afterThreeDaysAMailIsGivenUpAndTheOwnerIsTold() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        mail.refuse(ida, "421 4.3.2 not today");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> !attempts(id, ida).isEmpty());
        UUID delivery = UUID.fromString(report(id, ida).get("id").toString());

        // When
        Instant late = Instant.now().plus(Duration.ofDays(3));
        Deliver.Outcome outcome = deliverAt(late).deliver(tenant, delivery);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deliver.Outcome.Done.class,
                        done -> assertThat(done.follows()).hasSize(1));
        assertThat(stateOf(id, ida)).isEqualTo("FAILED");
        assertThat(subscribers.log(tenant, id).getList("items.findAll { it.kind == 'NOTICE' }"))
                .hasSize(1);
    }

    @Test
    void ofTwoReplicasOneHasAMailInHand() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        mail.refuse(ida, "451 later");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE).until(() -> !attempts(id, ida).isEmpty());
        UUID delivery = UUID.fromString(report(id, ida).get("id").toString());
        Instant later = Instant.now().plus(Duration.ofHours(2));

        // When
        var first = transaction.call(
                tenant, handle -> DeliveryTable.begin(handle, tenant, delivery, ida, later, Duration.ofMinutes(5)));
        Deliver.Outcome second = deliverAt(later.plusSeconds(1)).deliver(tenant, delivery);

        // Then
        assertThat(first).isPresent();
        assertThat(second)
                .isInstanceOfSatisfying(
                        Deliver.Outcome.Again.class,
                        again -> assertThat(again.at())
                                .isAfterOrEqualTo(
                                        later.plus(Duration.ofMinutes(5)).minusMillis(1)));
    }

    @Test
    void theLogIsReadPageByPage() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida, gone, "bo@" + domain), MONDAYS));
        String at = "/tenants/" + tenant + "/subscriptions/" + id + "/deliveries";

        // When
        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            var page = subscribers
                    .admin(tenant)
                    .get(at + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next") == null ? "" : page.getString("next");
            pages++;
        } while (!cursor.isEmpty());

        // Then
        assertThat(seen).hasSize(3);
        assertThat(pages).isEqualTo(2);
        subscribers.admin(tenant).get(at + "?cursor=nonsense").then().statusCode(400);
        subscribers.admin(tenant).get(at + "?limit=0").then().statusCode(400);
    }

    private Deliver deliverAt(Instant now) {
        return new Deliver(
                transaction, writeLetter, postOffice, audit, InstantSource.fixed(now), new SecureRandom(), config);
    }

    private io.restassured.response.Response retry(UUID subscription, String address) {
        return subscribers
                .admin(tenant)
                .post(
                        "/tenants/{t}/subscriptions/{s}/deliveries/{d}/retry",
                        tenant.toString(),
                        subscription,
                        report(subscription, address).get("id"));
    }

    private Map<String, Object> report(UUID subscription, String address) {
        return subscribers.reportsInLog(tenant, subscription).stream()
                .filter(delivery -> delivery.get("recipient").equals(address))
                .findFirst()
                .orElseThrow();
    }

    private String stateOf(UUID subscription, String address) {
        return report(subscription, address).get("state").toString();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> attempts(UUID subscription, String address) {
        return (List<Map<String, Object>>) report(subscription, address).get("attempts");
    }
}
