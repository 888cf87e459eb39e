package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.TenantServiceDouble;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a webhook whatever its receiver, or its name server, does. */
@QuarkusTest
@OnStack
class WebhookIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NAMED = "hooks.example";

    @Inject
    Gateway gateway;

    @Inject
    TenantTransaction transaction;

    @Inject
    DeliverMessage deliver;

    @Inject
    ReadAudit audit;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final Receiver receiver = new Receiver();
    private final Names names = new Names();
    private final String name = "hook-" + UUID.randomUUID().toString().substring(0, 8);

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
        JsonPath made = make(receiver.url("/hook?team=a"));
        String channel = made.getString("channel.id");
        receiver.next(Receiver.says(500, "not \u001b[31mtoday \u202e<b>"), Receiver.says(503, ""));
        // When
        UUID delivery = alert(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
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
        assertThat(body.getString("data.tenant")).isEqualTo(tenant.toString());
        assertThat(attempts(channel, delivery))
                .extracting(attempt -> attempt.get("outcome"))
                .containsExactly("RETRY", "RETRY", "SENT");
        assertThat(attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("answered 500: not", "<b>")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void theSecretIsShownOnceAndKeptInAnEnvelope() {
        // Given
        JsonPath made = make(receiver.url("/"));
        String channel = made.getString("channel.id");
        String secret = made.getString("secret");
        // When
        String renewed = admin().post(at(channel) + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        // Then
        assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40).isNotEqualTo(renewed);
        for (String path : List.of("", "/" + channel, "/" + channel + "/deliveries"))
            admin().get("/tenants/" + tenant + "/channels" + path)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("whsec")));
        String row = transaction.call(
                tenant,
                handle -> handle.createQuery("select to_jsonb(c)::text from channel c")
                        .mapTo(String.class)
                        .one());
        String hex = HexFormat.of().formatHex(key(renewed));
        assertThat(row).doesNotContain(renewed.substring("whsec_".length()), hex);
        assertThat(admin().get("/tenants/" + tenant + "/offboarding/reports/export")
                        .asString())
                .contains("\"table\":\"channel\"")
                .doesNotContain("\"sealed\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://224.0.0.1/",
                "http://8.8.8.8/",
                "https://nobody.example/",
                "ftp://127.0.0.1/",
                "hook"
            })
    void anAddressThatMayNotBeCalledIsRefusedWhenItIsSaved(String url) {
        admin().body(asked(url))
                .post("/tenants/" + tenant + "/channels")
                .then()
                .statusCode(400)
                .body("detail", startsWith("url: "));
        String channel = make(receiver.url("/")).getString("channel.id");
        admin().body(asked(url)).put(at(channel)).then().statusCode(400).body("detail", startsWith("url: "));
    }

    @Test
    void whatANameLeadsToIsLookedAtAgainWhenItIsCalledAndThatVeryAddressIsCalled() throws Exception {
        // Given
        String channel =
                make("http://" + NAMED + ":" + receiver.port() + "/hook").getString("channel.id");
        int before = names.asked(NAMED);
        // When
        UUID arrived = test(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, arrived).equals("SENT"));
        assertThat(names.asked(NAMED)).as("looked up once").isEqualTo(before + 1);
        assertThat(receiver.calls()).singleElement().satisfies(call -> {
            assertThat(call.header("Host")).isEqualTo(NAMED + ":" + receiver.port());
            assertThat(call.address()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        });

        // When: the name leads elsewhere since
        names.lead(NAMED, InetAddress.getByName("169.254.169.254"));
        UUID refused = test(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, refused).equals("FAILED"));
        assertThat(attempts(channel, refused).getFirst().get("detail").toString())
                .contains(NAMED, "is not on the internet")
                .doesNotContain("169.254");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        receiver.next(Receiver.leadsTo(receiver.url("/elsewhere")));
        // When
        UUID delivery = test(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("FAILED"));
        assertThat(attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("answered 307", "redirects are not followed");
        assertThat(receiver.calls()).extracting(Receiver.Call::path).containsExactly("/hook");
    }

    @Test
    void nobodyWaitsForASilentReceiver() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        receiver.next(receiver.isSilent());
        // When
        UUID delivery = test(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("FAILED"));
        assertThat(attempts(channel, delivery).getFirst().get("detail").toString())
                .contains("no answer within 5 s");
    }

    @Test
    void nobodyReadsAnEndlessAnswer() throws Exception {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        CountDownLatch cutOff = new CountDownLatch(2);
        receiver.next(Receiver.neverEnds(200, cutOff), Receiver.neverEnds(500, cutOff));
        // When
        UUID taken = test(channel);
        await().atMost(SOON).until(() -> stateOf(channel, taken).equals("SENT"));
        UUID failed = test(channel);
        await().atMost(SOON).until(() -> stateOf(channel, failed).equals("FAILED"));
        // Then
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).as("both were cut off").isTrue();
        assertThat(attempts(channel, failed).getFirst().get("detail").toString())
                .startsWith("answered 500: xxx")
                .hasSizeLessThan(300);
    }

    @Test
    void aChannelThatTookNothingForThreeDaysIsDisabledAndItsOwnerTold() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        receiver.always(Receiver.says(500, "on fire"));
        UUID delivery = alert(channel);
        await().atMost(SOON).until(() -> !attempts(channel, delivery).isEmpty());
        // When
        threeDaysPass(delivery);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("FAILED"));
        admin().get(at(channel))
                .then()
                .body("disabledAt", not(nullValue()))
                .body("disabledWhy", containsString("on fire"))
                .body("lost", is(1));
        await().atMost(SOON).until(() -> noticed() == 1);
        assertThat(audit.newest(tenant, 20))
                .extracting(entry -> entry.action())
                .contains("channel.delivery.given.up", "channel.disabled");
        admin().post(at(channel) + "/test").then().statusCode(409).body("detail", containsString("disabled"));

        // When: it is mended
        receiver.always(Receiver.says(204, ""));
        admin().post(at(channel) + "/enable").then().statusCode(200).body("disabledAt", nullValue());
        replay(channel, delivery);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
        assertThat(receiver.calls())
                .extracting(call -> call.header("Webhook-id"))
                .containsOnly("msg_" + delivery);
    }

    @Test
    void aChannelThatTakesOtherMessagesIsNotDisabledForOne() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        UUID bad = UUID.randomUUID();
        receiver.always(exchange -> {
            boolean refused =
                    exchange.getRequestHeaders().getFirst("Webhook-id").endsWith(bad.toString());
            Receiver.says(refused ? 400 : 204, "").answer(exchange);
        });
        alert(channel, bad);
        await().atMost(SOON).until(() -> !attempts(channel, bad).isEmpty());
        UUID good = test(channel);
        await().atMost(SOON).until(() -> stateOf(channel, good).equals("SENT"));
        // When
        threeDaysPass(bad);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, bad).equals("FAILED"));
        admin().get(at(channel)).then().body("disabledAt", nullValue()).body("lost", is(1));
    }

    @Test
    void whoIsGoneIsNotCalledAgain() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        receiver.always(Receiver.says(410, ""));
        UUID first = alert(channel);
        await().atMost(SOON).until(() -> stateOf(channel, first).equals("FAILED"));
        // When
        UUID second = alert(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, second).equals("FAILED"));
        assertThat(receiver.calls()).hasSize(1);
        assertThat(attempts(channel, second).getFirst()).containsEntry("detail", "the channel was disabled");
    }

    @Test
    void anythingIsSentAgainToTheLetter() {
        // Given
        String channel = make(receiver.url("/hook")).getString("channel.id");
        UUID delivery = alert(channel);
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
        // When
        replay(channel, delivery);
        // Then
        await().atMost(SOON).until(() -> receiver.calls().size() == 2);
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
        assertThat(receiver.calls().get(1).body())
                .isEqualTo(receiver.calls().get(0).body());
        assertThat(receiver.calls().get(1).header("Webhook-id")).isEqualTo("msg_" + delivery);
        admin().post(at(channel) + "/deliveries/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404);
    }

    private RequestSpecification admin() {
        return gateway.as(TenantServiceDouble.VERA, Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    private String at(String channel) {
        return "/tenants/" + tenant + "/channels/" + channel;
    }

    private Map<String, Object> asked(String url) {
        return Map.of("kind", "WEBHOOK", "name", name, "url", url);
    }

    private JsonPath make(String url) {
        return admin().body(asked(url))
                .post("/tenants/" + tenant + "/channels")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private UUID test(String channel) {
        return UUID.fromString(admin().post(at(channel) + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("delivery"));
    }

    private void replay(String channel, UUID delivery) {
        admin().post(at(channel) + "/deliveries/" + delivery + "/replay").then().statusCode(202);
    }

    private UUID alert(String channel) {
        UUID id = UUID.randomUUID();
        alert(channel, id);
        return id;
    }

    /** As a rule would queue it. */
    private void alert(String channel, UUID id) {
        Instant now = Instant.now();
        Message message = new Message(
                "alert.findings",
                now,
                new Message.Data(tenant, "Tidewater", "Something opened", null, 1, 1, List.of(), 0, null));
        transaction.run(tenant, handle -> {
            ChannelDeliveryTable.insert(
                    handle, tenant, id, UUID.fromString(channel), ChannelDelivery.Kind.ALERT, message, now);
            deliver.queue(tenant, id);
        });
    }

    private void threeDaysPass(UUID delivery) {
        transaction.run(
                tenant,
                handle -> handle.execute(
                        "update channel_delivery set asked_at = asked_at - interval '73 hours', due_at = now(), held_until = null"
                                + " where delivery_id = ?",
                        delivery));
        // not when it would have been its turn, which may be in an hour
        transaction.run(
                tenant,
                handle -> handle.execute(
                        "update scheduled_tasks set execution_time = now() where task_name = 'channel-delivery' and task_instance = ?",
                        tenant + "/" + delivery));
    }

    private String stateOf(String channel, UUID delivery) {
        return String.valueOf(one(channel, delivery).get("state"));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> attempts(String channel, UUID delivery) {
        return (List<Map<String, Object>>) one(channel, delivery).get("attempts");
    }

    private Map<String, Object> one(String channel, UUID delivery) {
        List<Map<String, Object>> all = admin().get(at(channel) + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return all.stream()
                .filter(each -> each.get("id").equals(delivery.toString()))
                .findFirst()
                .orElseThrow();
    }

    private long noticed() {
        return mail.mails().stream().filter(each -> whole(each).contains(name)).count();
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
