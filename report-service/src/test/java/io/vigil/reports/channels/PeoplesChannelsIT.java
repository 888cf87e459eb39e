package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMailUtil;
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
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chats and mail boxes of the customer's people. */
@QuarkusTest
@OnStack
class PeoplesChannelsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Gateway gateway;

    @Inject
    TenantTransaction transaction;

    @Inject
    PlatformTransaction platform;

    @Inject
    DeliverMessage deliver;

    MailCatcher mail;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final Receiver receiver = new Receiver();
    private final String customer = "Customer-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void called() {
        mail.up();
        platform.run(handle -> handle.execute(
                "insert into tenant_directory (tenant_id, slug, name, revision) values (?, ?, ?, 1)",
                tenant.value(),
                "people-" + tenant,
                customer));
    }

    @AfterEach
    void shut() {
        receiver.close();
    }

    @Test
    void aChatIsToldByAnAddressThatIsNotShownAgain() {
        for (String kind : List.of("SLACK", "TEAMS")) {
            // Given
            String secretly = receiver.url("/services/T000/" + kind);
            String channel = make(Map.of("kind", kind, "url", secretly)).getString("channel.id");
            // When
            UUID delivery = alert(channel);
            // Then
            await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
            assertThat(receiver.calls().getLast().path()).isEqualTo("/services/T000/" + kind);
            assertThat(receiver.calls().getLast().body()).contains("Something opened", customer);
            for (String path : List.of("", "/" + channel, "/" + channel + "/deliveries"))
                admin().get(at(path)).then().statusCode(200).body(not(containsString("T000")));
            String row = transaction.call(
                    tenant,
                    handle -> handle.createQuery("select to_jsonb(c)::text from channel c where kind = :kind")
                            .bind("kind", kind)
                            .mapTo(String.class)
                            .one());
            assertThat(row).doesNotContain("T000");
            // a new name keeps the address
            admin().body(asked(Map.of("kind", kind, "name", "Renamed")))
                    .put(at("/" + channel))
                    .then()
                    .statusCode(200)
                    .body("name", is("Renamed"));
            UUID again = alert(channel);
            await().atMost(SOON).until(() -> stateOf(channel, again).equals("SENT"));
            admin().post(at("/" + channel + "/secret")).then().statusCode(409);
        }
    }

    @Test
    void aMemberIsMailedAndNobodyElse() {
        // Given
        String channel = make(Map.of(
                        "kind", "EMAIL", "recipient", " " + TenantServiceDouble.VERAS_ADDRESS.toUpperCase(Locale.ROOT)))
                .getString("channel.id");
        for (String stranger : List.of("somebody@elsewhere.example", "no address", ""))
            admin().body(asked(Map.of("kind", "EMAIL", "recipient", stranger)))
                    .post(at(""))
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("recipient: "));
        // When
        UUID delivery = alert(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("SENT"));
        assertThat(mail.mails().stream().map(GreenMailUtil::getWholeMessage).filter(each -> each.contains(customer)))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .contains(
                                "To: " + TenantServiceDouble.VERAS_ADDRESS,
                                delivery + "@vigil.alert",
                                "Something opened"));
    }

    @Test
    void whoIsNoMemberAnyMoreIsMailedNothing() {
        // Given
        String channel = make(Map.of("kind", "EMAIL", "recipient", TenantServiceDouble.OLES_ADDRESS))
                .getString("channel.id");
        transaction.run(tenant, handle -> handle.execute("update channel set address = 'left@people.example'"));
        // When
        UUID delivery = alert(channel);
        // Then
        await().atMost(SOON).until(() -> stateOf(channel, delivery).equals("FAILED"));
        admin().get(at("/" + channel)).then().body("disabledWhy", containsString("no member any more"));
        assertThat(mail.mailsTo("people.example").stream()
                        .map(GreenMailUtil::getWholeMessage)
                        .filter(each -> each.contains("left@people.example")))
                .isEmpty();
    }

    private RequestSpecification admin() {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    private String at(String path) {
        return "/tenants/" + tenant + "/channels" + path;
    }

    private static Map<String, Object> asked(Map<String, Object> otherwise) {
        Map<String, Object> asked = new HashMap<>(Map.of("name", "Team"));
        asked.putAll(otherwise);
        return asked;
    }

    private JsonPath make(Map<String, Object> otherwise) {
        return admin().body(asked(otherwise))
                .post(at(""))
                .then()
                .statusCode(201)
                .body("secret", is(""))
                .extract()
                .jsonPath();
    }

    private UUID alert(String channel) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        Message message = new Message(
                "alert.findings",
                now,
                new Message.Data(tenant, customer, "Something opened", null, 1, 1, List.of(), 0, null));
        transaction.run(tenant, handle -> {
            ChannelDeliveryTable.insert(
                    handle, tenant, id, UUID.fromString(channel), ChannelDelivery.Kind.ALERT, message, now);
            deliver.queue(tenant, id);
        });
        return id;
    }

    private String stateOf(String channel, UUID delivery) {
        List<Map<String, Object>> all =
                admin().get(at("/" + channel + "/deliveries")).path("items");
        return all.stream()
                .filter(each -> each.get("id").equals(delivery.toString()))
                .map(each -> String.valueOf(each.get("state")))
                .findFirst()
                .orElse("");
    }
}
