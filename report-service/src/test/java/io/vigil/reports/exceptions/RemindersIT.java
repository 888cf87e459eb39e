package io.vigil.reports.exceptions;

import static io.vigil.reports.exceptions.ExceptedAccounts.ADA;
import static io.vigil.reports.exceptions.ExceptedAccounts.ONE;
import static io.vigil.reports.exceptions.ExceptedAccounts.OSCAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.ExceptionId;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.subscriptions.Subscribers;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is to know is told before the end, once each time, also when the mail server or the service was away. */
@QuarkusTest
@OnStack
class RemindersIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Inject
    ExceptedAccounts customer;

    @Inject
    RemindOfEnds remindOfEnds;

    @Inject
    Subscribers subscribers;

    MailCatcher mail;

    private final String domain = UUID.randomUUID() + ".example";

    @AfterEach
    void startTheMailServer() {
        mail.up();
    }

    @Test
    void remindsTwoWeeksAndThreeDaysBeforeTheEnd() throws Exception {
        // Given
        customer.scan(ONE);
        String id = approved(Duration.ofDays(20));
        // When
        customer.pass(Duration.ofDays(6).plusMinutes(1));
        await().atMost(SOON).until(() -> mails().size() == 1);
        remindOfEnds.remind(customer.tenant, ExceptionId.of(id));
        mail.down();
        customer.pass(Duration.ofDays(11));
        await().atMost(SOON)
                .until(() -> !customer.strings("select detail from exception_reminder where days = 3 and attempts > 0")
                        .isEmpty());
        mail.up();
        // Then
        await().atMost(SOON).until(() -> mails().size() == 2);
        for (MimeMessage each : mails()) assertThat(each.getSubject()).contains("an exception ends on");
        customer.pass(Duration.ofDays(3));
        await().atMost(SOON).until(() -> customer.state(id).equals("ENDED"));
        assertThat(mails()).hasSize(2);
        // the mail is there before it is written down
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                customer.strings("select days || ' ' || state from exception_reminder order by days"))
                        .containsExactly("3 SENT", "14 SENT"));
    }

    @Test
    void ofWhatAnOutageMissedOnlyTheLatestIsSentAndAShortExceptionHasNone() {
        // Given
        customer.scan(ONE);
        String id = approved(Duration.ofDays(20));
        String brief = approved(Duration.ofDays(2));
        // When
        customer.pass(Duration.ofDays(18));
        // Then
        await().atMost(SOON).until(() -> customer.state(brief).equals("ENDED"));
        await().atMost(SOON).until(() -> mails().size() == 1);
        assertThat(customer.strings("select exception_id || ' ' || days from exception_reminder"))
                .containsExactly(id + " 3");
    }

    @Test
    void anExceptionThatNamesNobodyRemindsWhoConfirmedForTheReports() {
        // Given
        customer.scan(ONE);
        String ida = "ida@" + domain;
        String bo = "bo@" + domain;
        subscribers.confirmed(mail, customer.tenant, Subscribers.asked(List.of(ida), "0 6 1 1 *"));
        subscribers.confirmed(mail, customer.tenant, Subscribers.asked(List.of(ida), "0 6 1 2 *"));
        subscribers.create(customer.tenant, Subscribers.asked(List.of(bo), "0 6 1 1 *"));
        customer.inForce(ExceptedAccounts.check(), Duration.ofDays(20));
        // When
        customer.pass(Duration.ofDays(6).plusMinutes(1));
        // Then
        await().atMost(SOON)
                .until(() -> customer.strings("select recipient || ' ' || state from exception_reminder")
                        .equals(List.of(ida + " SENT")));
        assertThat(Subscribers.to(mail, ida, "an exception ends on")).hasSize(1);
        assertThat(Subscribers.to(mail, bo, "an exception ends on")).isEmpty();
    }

    @Test
    void whatCouldNotBeSentBeforeTheEndIsGivenUp() {
        // Given
        customer.scan(ONE);
        String id = approved(Duration.ofDays(20));
        mail.down();
        customer.pass(Duration.ofDays(18));
        await().atMost(SOON)
                .until(() -> !customer.strings("select detail from exception_reminder where attempts > 0")
                        .isEmpty());
        // When
        customer.pass(Duration.ofDays(3));
        await().atMost(SOON).until(() -> customer.state(id).equals("ENDED"));
        mail.up();
        // Then
        await().atMost(SOON)
                .until(() ->
                        customer.strings("select state from exception_reminder").equals(List.of("FAILED")));
        assertThat(mails()).isEmpty();
    }

    private String approved(Duration life) {
        Map<String, Object> wish = customer.wish(ExceptedAccounts.check(), life);
        wish.put("remind", List.of("ida@" + domain));
        String id = customer.ask(OSCAR, Role.OPERATOR, wish)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        customer.answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        return id;
    }

    private List<MimeMessage> mails() {
        return mail.mailsTo(domain);
    }
}
