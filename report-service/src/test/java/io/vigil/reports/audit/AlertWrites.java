package io.vigil.reports.audit;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.audit.EveryWriteIT.Write;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The writes by which channels come to be told something. */
final class AlertWrites {
    /** Where nobody listens. */
    private static final Map<String, Object> HOOK =
            Map.of("kind", "WEBHOOK", "name", "Hook", "url", "http://127.0.0.1:9/hook");

    private final Gateway gateway;
    private final TenantTransaction transaction;

    AlertWrites(Gateway gateway, TenantTransaction transaction) {
        this.gateway = gateway;
        this.transaction = transaction;
    }

    void putInto(Map<String, Write> writes) {
        channels(writes);
        alertRules(writes);
    }

    private void channels(Map<String, Write> writes) {
        String all = "/tenants/{tenant}/channels";
        writes.put("POST " + all, new Write("channel.created", this::channel));
        writes.put(
                "PUT " + all + "/{channel}",
                new Write("channel.changed", tenant -> as(tenant).body(HOOK).put(channelOf(tenant))));
        writes.put(
                "DELETE " + all + "/{channel}",
                new Write("channel.ended", tenant -> as(tenant).delete(channelOf(tenant))));
        writes.put(
                "POST " + all + "/{channel}/secret",
                new Write("channel.secret.renewed", tenant -> as(tenant).post(channelOf(tenant) + "/secret")));
        writes.put(
                "POST " + all + "/{channel}/test",
                new Write("channel.tested", tenant -> as(tenant).post(channelOf(tenant) + "/test")));
        writes.put(
                "POST " + all + "/{channel}/enable",
                new Write("channel.enabled", tenant -> as(tenant).post(channelOf(tenant) + "/enable")));
        writes.put(
                "POST " + all + "/{channel}/deliveries/{delivery}/replay",
                new Write("channel.delivery.replayed", this::replay));
    }

    private void alertRules(Map<String, Write> writes) {
        String all = "/tenants/{tenant}/alert-rules";
        writes.put("POST " + all, new Write("alert.rule.created", this::alertRule));
        writes.put(
                "PUT " + all + "/{rule}",
                new Write(
                        "alert.rule.changed",
                        tenant -> as(tenant).body(rule(tenant)).put(alertRuleOf(tenant))));
        writes.put(
                "DELETE " + all + "/{rule}",
                new Write("alert.rule.ended", tenant -> as(tenant).delete(alertRuleOf(tenant))));
    }

    private Response alertRule(TenantId tenant) {
        return as(tenant).body(rule(tenant)).post("/tenants/" + tenant + "/alert-rules");
    }

    private Map<String, Object> rule(TenantId tenant) {
        String channel = channelOf(tenant);
        return Map.of(
                "name",
                "New ones",
                "trigger",
                "FINDING_CHANGED",
                "channels",
                List.of(channel.substring(channel.lastIndexOf('/') + 1)));
    }

    private String alertRuleOf(TenantId tenant) {
        return "/tenants/" + tenant + "/alert-rules/"
                + alertRule(tenant).then().statusCode(201).extract().path("id");
    }

    private Response channel(TenantId tenant) {
        return as(tenant).body(HOOK).post("/tenants/" + tenant + "/channels");
    }

    private String channelOf(TenantId tenant) {
        return "/tenants/" + tenant + "/channels/"
                + channel(tenant).then().statusCode(201).extract().path("channel.id");
    }

    /** Of one that arrived. */
    private Response replay(TenantId tenant) {
        String channel = channelOf(tenant);
        UUID delivery = UUID.randomUUID();
        transaction.run(
                tenant,
                handle -> handle.createUpdate("""
                        insert into channel_delivery (tenant_id, delivery_id, channel_id, kind, title, message, state, asked_at, due_at)
                        select tenant_id, :delivery, channel_id, 'TEST', 't', '{}', 'SENT', now(), now() from channel
                        where tenant_id = :tenant
                        """)
                        .bind("delivery", delivery)
                        .bind("tenant", tenant.value())
                        .execute());
        return as(tenant).post(channel + "/deliveries/" + delivery + "/replay");
    }

    private RequestSpecification as(TenantId tenant) {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }
}
