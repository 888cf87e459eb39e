package io.vigil.reports.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is asked, who confirms, who leaves. */
@QuarkusTest
@OnStack
class RecipientsIT {
    private static final String MONDAYS = "0 6 * * 1";

    @Inject
    Subscribers subscribers;

    @Inject
    PlatformTransaction platform;

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail audit;

    @Inject
    ReadAudit readAudit;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String ida = "ida@" + UUID.randomUUID() + ".example";

    @Test
    void aLinkConfirmsOnceAndLookingChangesNothing() {
        // Given
        UUID id = subscribers.create(tenant, Subscribers.asked(List.of(ida), MONDAYS));
        MimeMessage question = subscribers.question(mail, ida);
        String secret = Subscribers.secret(question);
        subscribers.follow("look", secret).then().body("link.state", is("OPEN"), "link.address", is(ida));

        // When
        subscribers.follow("look", secret);
        assertThat(stateOf(id, ida)).isEqualTo("PENDING");
        subscribers.follow("confirm", secret).then().statusCode(200).body("link.state", is("CONFIRMED"));
        subscribers.follow("confirm", secret).then().statusCode(200).body("link.state", is("CONFIRMED"));

        // Then
        assertThat(stateOf(id, ida)).isEqualTo("CONFIRMED");
        assertThat(readAudit.newest(tenant, 50))
                .filteredOn(entry -> entry.action().equals("recipient.confirmed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actorName()).isEqualTo(ida));
        assertThat(new String(Subscribers.part(question, "text/plain"), StandardCharsets.UTF_8))
                .contains("Ida would like", "at 06:00 on Mondays Europe/Oslo")
                .doesNotContain("Weekly");
    }

    @Test
    void whatIsNotConfirmedInTimeConfirmsNothing() {
        // Given
        UUID id = subscribers.create(tenant, Subscribers.asked(List.of(ida), MONDAYS));
        String digest = LinkSecrets.digest(Subscribers.secret(subscribers.question(mail, ida)));

        // When
        var late = followingAt(Instant.now().plus(Duration.ofDays(7)).plusSeconds(1))
                .confirm(digest)
                .orElseThrow();

        // Then
        assertThat(late.state()).isEqualTo(FollowLink.State.EXPIRED);
        assertThat(stateOf(id, ida)).isEqualTo("PENDING");
    }

    @Test
    void onlyTheNewestLinkConfirms() {
        // Given
        UUID id = subscribers.create(tenant, Subscribers.asked(List.of(ida), MONDAYS));
        String first = Subscribers.secret(subscribers.question(mail, ida));

        // When
        askAgain(id, ida).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> Subscribers.to(mail, ida, "please confirm").size() == 2);
        String second = Subscribers.secret(subscribers.question(mail, ida));

        // Then
        assertThat(second).isNotEqualTo(first);
        subscribers.follow("confirm", first).then().body("link.state", is("OVER"), "link.customer", is(""));
        assertThat(stateOf(id, ida)).isEqualTo("PENDING");
        subscribers.follow("confirm", second).then().body("link.state", is("CONFIRMED"));
        askAgain(id, ida).then().statusCode(409).body("detail", containsString("confirmed already"));
    }

    @Test
    void whoLeavesGetsNothingNotEvenWhatWasQueuedAndMayLeaveTwice() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        String leave = unsubscribing(id, ida);
        mail.refuse(ida, "451 4.7.1 come back later");
        subscribers.sendNow(tenant, id).then().statusCode(202);
        await().atMost(Subscribers.PATIENCE)
                .until(() -> !subscribers
                        .log(tenant, id)
                        .getList("items.findAll { it.kind == 'REPORT' }.attempts.flatten()")
                        .isEmpty());

        // When
        subscribers.follow("unsubscribe", leave).then().statusCode(200).body("link.state", is("UNSUBSCRIBED"));
        mail.refuse(ida, null);
        subscribers.follow("unsubscribe", leave).then().statusCode(200).body("link.state", is("UNSUBSCRIBED"));

        // Then
        await().atMost(Subscribers.PATIENCE)
                .until(() -> subscribers.reportsInLog(tenant, id).getFirst().get("state"), "DROPPED"::equals);
        assertThat(Subscribers.reports(mail, ida)).isEmpty();
        assertThat(stateOf(id, ida)).isEqualTo("UNSUBSCRIBED");
        assertThat(readAudit.newest(tenant, 50))
                .filteredOn(entry -> entry.action().equals("recipient.unsubscribed"))
                .hasSize(1);
    }

    @Test
    void aLinkThatLeavesDoesNotConfirmAndTheOtherWayRound() {
        // Given
        UUID id = subscribers.create(tenant, Subscribers.asked(List.of(ida), MONDAYS));
        String confirm = Subscribers.secret(subscribers.question(mail, ida));

        // When, Then
        subscribers.follow("unsubscribe", confirm).then().statusCode(200).body("link", nullValue());
        subscribers.follow("confirm", confirm).then().body("link.state", is("CONFIRMED"));
        subscribers.follow("confirm", unsubscribing(id, ida)).then().body("link", nullValue());
        assertThat(stateOf(id, ida)).isEqualTo("CONFIRMED");
    }

    @Test
    void aLinkOfAnEndedSubscriptionTellsNoName() {
        // Given
        UUID id = subscribers.confirmed(mail, tenant, Subscribers.asked(List.of(ida), MONDAYS));
        String leave = unsubscribing(id, ida);
        subscribers
                .admin(tenant)
                .delete("/tenants/{t}/subscriptions/{s}", tenant.toString(), id)
                .then()
                .statusCode(204);

        // When, Then
        subscribers
                .follow("unsubscribe", leave)
                .then()
                .statusCode(200)
                .body("link.state", is("OVER"), "link.subscription", is(""), "link.address", is(""));
        subscribers.follow("look", "x".repeat(43)).then().statusCode(200).body("link", nullValue());
    }

    @Test
    void nobodyIsFloodedByAnyNumberOfTenants() {
        // Given
        for (int i = 0; i < 5; i++)
            subscribers.create(ScriptedRun.newTenant(), Subscribers.asked(List.of(ida), MONDAYS));

        // When, Then
        subscribers
                .admin(tenant)
                .body(Subscribers.asked(List.of(ida), MONDAYS))
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(429)
                .header("Retry-After", org.hamcrest.Matchers.notNullValue());
        assertThat(transaction.<Integer>call(tenant, handle -> SubscriptionTable.count(handle, tenant)))
                .isZero();
    }

    @Test
    void noSecretLiesInTheDatabase() {
        // Given
        UUID id = subscribers.create(tenant, Subscribers.asked(List.of(ida), MONDAYS));

        // When
        String secret = Subscribers.secret(subscribers.question(mail, ida));

        // Then
        String kept = transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select string_agg(r::text, '') || (select string_agg(l::text, '') from subscription_link l
                                  where l.tenant_id = :tenant) from subscription_recipient r where r.subscription_id = :id
                                """)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
        assertThat(kept).contains(LinkSecrets.digest(secret)).doesNotContain(secret);
    }

    private FollowLink followingAt(Instant now) {
        return new FollowLink(platform, transaction, audit, InstantSource.fixed(now));
    }

    private io.restassured.response.Response askAgain(UUID subscription, String address) {
        return subscribers
                .admin(tenant)
                .post(
                        "/tenants/{t}/subscriptions/{s}/recipients/{r}/confirmation",
                        tenant.toString(),
                        subscription,
                        recipient(subscription, address).id());
    }

    @Inject
    LinkSecrets secrets;

    /** As a report's mail has it. */
    private String unsubscribing(UUID subscription, String address) {
        UUID recipient = recipient(subscription, address).id();
        String secret = secrets.unsubscribing(tenant, subscription, recipient);
        platform.run(handle -> LinkTable.keep(
                handle,
                LinkSecrets.digest(secret),
                new LinkTable.Led(LinkTable.Kind.UNSUBSCRIBE, tenant, subscription, recipient),
                Instant.now()));
        return secret;
    }

    private Recipient recipient(UUID subscription, String address) {
        return transaction
                .call(tenant, handle -> RecipientTable.list(handle, tenant, subscription, Instant.now()))
                .stream()
                .filter(recipient -> recipient.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private String stateOf(UUID subscription, String address) {
        return recipient(subscription, address).state().name();
    }
}
