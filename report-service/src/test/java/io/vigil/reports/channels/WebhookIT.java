package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.ReadAudit;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a webhook whatever its receiver, or its name server, does. */
@QuarkusTest
@OnStack
class WebhookIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NAMED = "hooks.example";

    @Inject
    Hooks hooks;

    @Inject
    ReadAudit audit;

    MailCatcher mail;

    private final Receiver receiver = new Receiver();
    private final Names names = new Names();

    @BeforeEach
    void leadNames() {
        mail.up();
        QuarkusMock.installMockForType(names, Resolver.class);
        names.lead(NAMED, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void shut() {
        receiver.close();
    }

    @Test
    void isSignedAsTheSpecificationSaysAndKeepsItsIdThroughEveryTry() throws Exception {
        // Given
        JsonPath made = hooks.make(receiver.url("/hook?team=a"));
        String channel = made.getString("channel.id");
        receiver.next(Receiver.says(500, "not \u001b[31mtoday \u202e<b>"), Receiver.says(503, ""));
        // When
        UUID delivery = hooks.alert(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("SENT"));
        assertThat(receiver.calls()).hasSize(3).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo("/hook?team=a");
            assertThat(call.header("Content-type")).isEqualTo("application/json");
            assertThat(call.header("Webhook-id")).isEqualTo("msg_" + delivery);
            assertThat(call.body()).isEqualTo(receiver.calls().getFirst().body());
            long at = Long.parseLong(call.header("Webhook-timestamp"));
            assertThat(Instant.ofEpochSecond(at))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
            assertThat(call.header("Webhook-signature"))
                    .isEqualTo("v1," + signature(made.getString("secret"), "msg_" + delivery, at, call.body()));
        });
        JsonPath body = new JsonPath(receiver.calls().getFirst().body());
        assertThat(body.getString("type")).isEqualTo("alert.findings");
        assertThat(body.getString("data.tenant")).isEqualTo(hooks.tenant.toString());
        assertThat(hooks.attempts(channel, delivery))
                .extracting(attempt -> attempt.get("outcome"))
                .containsExactly("RETRY", "RETRY", "SENT");
        assertThat(hooks.attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("answered 500: not", "<b>")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void whatANameLeadsToIsLookedAtAgainWhenItIsCalledAndThatVeryAddressIsCalled() throws Exception {
        // Given
        String channel =
                hooks.make("http://" + NAMED + ":" + receiver.port() + "/hook").getString("channel.id");
        int before = names.asked(NAMED);
        // When
        UUID arrived = hooks.test(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, arrived).equals("SENT"));
        assertThat(names.asked(NAMED)).as("looked up once").isEqualTo(before + 1);
        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.header("Host")).isEqualTo(NAMED + ":" + receiver.port());
            assertThat(call.address()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        });

        // When: the name leads elsewhere since
        names.lead(NAMED, InetAddress.getByName("169.254.169.254"));
        UUID refused = hooks.test(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, refused).equals("FAILED"));
        assertThat(hooks.attempts(channel, refused).getFirst().get("detail").toString())
                .contains(NAMED, "is not on the internet")
                .doesNotContain("169.254");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        receiver.next(Receiver.leadsTo(receiver.url("/elsewhere")));
        // When
        UUID delivery = hooks.test(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("FAILED"));
        assertThat(hooks.attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("answered 307", "redirects are not followed");
        assertThat(receiver.calls()).extracting(Receiver.Call::path).containsExactly("/hook");
    }

    @Test
    void nobodyWaitsForASilentReceiver() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        receiver.next(receiver.isSilent());
        // When
        UUID delivery = hooks.test(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("FAILED"));
        assertThat(hooks.attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("no answer within 5 s");
    }

    @Test
    void nobodyReadsAnEndlessAnswer() throws Exception {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        CountDownLatch cutOff = new CountDownLatch(2);
        receiver.next(Receiver.neverEnds(200, cutOff), Receiver.neverEnds(500, cutOff));
        // When
        UUID taken = hooks.test(channel);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, taken).equals("SENT"));
        UUID failed = hooks.test(channel);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, failed).equals("FAILED"));
        // Then
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).as("both were cut off").isTrue();
        assertThat(hooks.attempts(channel, failed).getFirst().get("detail").toString())
                .startsWith("answered 500: xxx")
                .hasSizeLessThan(300);
    }

    @Test
    void aChannelThatTookNothingForThreeDaysIsDisabledAndItsOwnerTold() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        receiver.always(Receiver.says(500, "on fire"));
        UUID delivery = hooks.alert(channel);
        await().atMost(SOON).until(() -> !hooks.attempts(channel, delivery).isEmpty());
        // When
        hooks.threeDaysPass(delivery);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("FAILED"));
        hooks.admin()
                .get(hooks.at(channel))
                .then()
                .body("disabledAt", not(nullValue()))
                .body("disabledWhy", containsString("on fire"))
                .body("lost", is(1));
        await().atMost(SOON).until(() -> noticed() == 1);
        assertThat(audit.newest(hooks.tenant, 20))
                .extracting(entry -> entry.action())
                .contains("channel.delivery.given.up", "channel.disabled");
        hooks.admin()
                .post(hooks.at(channel) + "/test")
                .then()
                .statusCode(409)
                .body("detail", containsString("disabled"));

        // When: it is mended
        receiver.always(Receiver.says(204, ""));
        hooks.admin().post(hooks.at(channel) + "/enable").then().statusCode(200).body("disabledAt", nullValue());
        hooks.replay(channel, delivery);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("SENT"));
        assertThat(receiver.calls())
                .extracting(call -> call.header("Webhook-id"))
                .containsOnly("msg_" + delivery);
    }

    @Test
    void aChannelThatTakesOtherMessagesIsNotDisabledForOne() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        UUID bad = UUID.randomUUID();
        receiver.always(exchange -> {
            boolean refused =
                    exchange.getRequestHeaders().getFirst("Webhook-id").endsWith(bad.toString());
            Receiver.says(refused ? 400 : 204, "").answer(exchange);
        });
        hooks.alert(channel, bad);
        await().atMost(SOON).until(() -> !hooks.attempts(channel, bad).isEmpty());
        UUID good = hooks.test(channel);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, good).equals("SENT"));
        // When
        hooks.threeDaysPass(bad);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, bad).equals("FAILED"));
        hooks.admin()
                .get(hooks.at(channel))
                .then()
                .body("disabledAt", nullValue())
                .body("lost", is(1));
    }

    @Test
    void whoIsGoneIsNotCalledAgain() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        receiver.always(Receiver.says(410, ""));
        UUID first = hooks.alert(channel);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, first).equals("FAILED"));
        // When
        UUID second = hooks.alert(channel);
        // Then
        await().atMost(SOON).until(() -> hooks.stateOf(channel, second).equals("FAILED"));
        assertThat(receiver.calls()).hasSize(1);
        assertThat(hooks.attempts(channel, second).getFirst()).containsEntry("detail", "the channel was disabled");
    }

    @Test
    void anythingIsSentAgainToTheLetter() {
        // Given
        String channel = hooks.make(receiver.url("/hook")).getString("channel.id");
        UUID delivery = hooks.alert(channel);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("SENT"));
        // When
        hooks.replay(channel, delivery);
        // Then
        await().atMost(SOON).until(() -> receiver.calls().size() == 2);
        await().atMost(SOON).until(() -> hooks.stateOf(channel, delivery).equals("SENT"));
        assertThat(receiver.calls().get(1).body())
                .isEqualTo(receiver.calls().get(0).body());
        assertThat(receiver.calls().get(1).header("Webhook-id")).isEqualTo("msg_" + delivery);
        hooks.admin()
                .post(hooks.at(channel) + "/deliveries/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404);
    }

    private long noticed() {
        return mail.mails().stream()
                .filter(each -> whole(each).contains(hooks.name))
                .count();
    }

    private static String whole(MimeMessage message) {
        return GreenMailUtil.getWholeMessage(message);
    }

    /** By the JDK alone. */
    private static String signature(String secret, String id, long at, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal((id + "." + at + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }
}
