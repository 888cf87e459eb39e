package io.vigil.reports.channels;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.TenantServiceDouble;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A customer whose administrator makes webhooks, and what becomes of each message. */
@Dependent
class Hooks {
    final TenantId tenant = ScriptedRun.newTenant();

    /** Of each channel. */
    final String name = "hook-" + UUID.randomUUID().toString().substring(0, 8);

    private final Gateway gateway;
    private final TenantTransaction transaction;
    private final DeliverMessage deliver;

    Hooks(Gateway gateway, TenantTransaction transaction, DeliverMessage deliver) {
        this.gateway = gateway;
        this.transaction = transaction;
        this.deliver = deliver;
    }

    RequestSpecification admin() {
        return gateway.as(TenantServiceDouble.VERA, Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    String at(String channel) {
        return "/tenants/" + tenant + "/channels/" + channel;
    }

    Map<String, Object> asked(String url) {
        return Map.of("kind", "WEBHOOK", "name", name, "url", url);
    }

    JsonPath make(String url) {
        return admin().body(asked(url))
                .post("/tenants/" + tenant + "/channels")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    UUID test(String channel) {
        return UUID.fromString(admin().post(at(channel) + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("delivery"));
    }

    void replay(String channel, UUID delivery) {
        admin().post(at(channel) + "/deliveries/" + delivery + "/replay").then().statusCode(202);
    }

    UUID alert(String channel) {
        UUID id = UUID.randomUUID();
        alert(channel, id);
        return id;
    }

    /** As a rule would queue it. */
    void alert(String channel, UUID id) {
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

    void threeDaysPass(UUID delivery) {
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

    String stateOf(String channel, UUID delivery) {
        return String.valueOf(one(channel, delivery).get("state"));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> attempts(String channel, UUID delivery) {
        return (List<Map<String, Object>>) one(channel, delivery).get("attempts");
    }

    Map<String, Object> one(String channel, UUID delivery) {
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
}
