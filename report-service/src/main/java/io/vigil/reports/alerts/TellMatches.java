package io.vigil.reports.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.Message;
import io.vigil.reports.channels.Message.Happening;
import io.vigil.reports.channels.QueueMessage;
import io.vigil.reports.subscriptions.Customer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes messages of what was claimed and not told yet, in as many parts as it takes, worst first. */
@ApplicationScoped
class TellMatches {
    private record Untold(UUID event, Happening happening) {}

    private final QueueMessage queue;
    private final PortalLinks links;
    private final InstantSource clock;

    TellMatches(QueueMessage queue, PortalLinks links, InstantSource clock) {
        this.queue = queue;
        this.links = links;
        this.clock = clock;
    }

    /** In the transaction that holds the rule's lock. */
    void tell(Handle handle, TenantId tenant, AlertRule rule) {
        for (UUID channel : rule.channels()) tell(handle, tenant, rule, channel);
    }

    private void tell(Handle handle, TenantId tenant, AlertRule rule, UUID channel) {
        int waiting = waiting(handle, tenant, rule.id(), channel);
        if (waiting == 0) return;
        QueueMessage.Limits limits = queue.limits(handle, tenant, channel);
        int parts = Math.min((waiting + limits.events() - 1) / limits.events(), limits.messages());
        for (int part = 1; part <= parts; part++) {
            int more = part == parts ? Math.max(0, waiting - parts * limits.events()) : 0;
            List<Untold> told = untold(handle, tenant, rule.id(), channel, limits.events());
            UUID delivery =
                    Uuids.ofName("alert", rule.id(), channel, told.getFirst().event());
            Message message = message(handle, tenant, rule, told, waiting, part, parts, more);
            queue.queue(handle, tenant, delivery, channel, rule.isDigest(), message, message.timestamp());
            note(
                    handle,
                    tenant,
                    rule.id(),
                    channel,
                    delivery,
                    told.stream().map(Untold::event).toList());
            if (more > 0) noteRest(handle, tenant, rule.id(), channel, delivery);
        }
    }

    private Message message(
            Handle handle, TenantId tenant, AlertRule rule, List<Untold> told, int of, int part, int parts, int more) {
        @Nullable String home = links.home(handle, tenant);
        return new Message(
                rule.trigger().messageType(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                new Message.Data(
                        tenant,
                        Customer.of(handle, tenant).name(),
                        "%s: %s".formatted(rule.name(), words(rule.trigger(), of)),
                        new Message.Rule(rule.id(), rule.name()),
                        part,
                        parts,
                        told.stream().map(Untold::happening).toList(),
                        more,
                        home == null ? null : home + page(rule.trigger())));
    }

    private static String words(Trigger trigger, int count) {
        return switch (trigger) {
            case FINDING_CHANGED -> count == 1 ? "a finding changed" : "%d findings changed".formatted(count);
            case EXCEPTION_ENDS -> count == 1 ? "an exception ends" : "%d exceptions end".formatted(count);
            case ACCOUNT_NOT_SCANNED ->
                count == 1 ? "an account is not scanned" : "%d accounts are not scanned".formatted(count);
        };
    }

    private static String page(Trigger trigger) {
        return switch (trigger) {
            case FINDING_CHANGED -> "/history";
            case EXCEPTION_ENDS -> "/exceptions?state=in_force";
            case ACCOUNT_NOT_SCANNED -> "/accounts";
        };
    }

    private static int waiting(Handle handle, TenantId tenant, UUID rule, UUID channel) {
        return handle.createQuery("""
                        select count(*) from alert_match where tenant_id = :tenant and rule_id = :rule
                          and channel_id = :channel and delivery_id is null
                        """)
                .bind("tenant", tenant.value())
                .bind("rule", rule)
                .bind("channel", channel)
                .mapTo(Integer.class)
                .one();
    }

    private static List<Untold> untold(Handle handle, TenantId tenant, UUID rule, UUID channel, int most) {
        return handle.createQuery("""
                        select event_id, happening from alert_match where tenant_id = :tenant and rule_id = :rule
                          and channel_id = :channel and delivery_id is null
                        order by rank, at, event_id limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("rule", rule)
                .bind("channel", channel)
                .bind("most", most)
                .map((row, context) ->
                        new Untold(row.getObject("event_id", UUID.class), happening(row.getString("happening"))))
                .list();
    }

    private static Happening happening(String json) {
        try {
            return EventJson.MAPPER.readValue(json, Happening.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("what happened cannot be read", unreadable);
        }
    }

    private static void note(
            Handle handle, TenantId tenant, UUID rule, UUID channel, UUID delivery, List<UUID> events) {
        handle.createUpdate("""
                        update alert_match set delivery_id = :delivery, happening = null where tenant_id = :tenant
                          and rule_id = :rule and channel_id = :channel and event_id = any (:events)
                        """)
                .bind("tenant", tenant.value())
                .bind("rule", rule)
                .bind("channel", channel)
                .bind("delivery", delivery)
                .bindArray("events", UUID.class, events)
                .execute();
    }

    private static void noteRest(Handle handle, TenantId tenant, UUID rule, UUID channel, UUID delivery) {
        handle.createUpdate("""
                        update alert_match set delivery_id = :delivery, happening = null where tenant_id = :tenant
                          and rule_id = :rule and channel_id = :channel and delivery_id is null
                        """)
                .bind("tenant", tenant.value())
                .bind("rule", rule)
                .bind("channel", channel)
                .bind("delivery", delivery)
                .execute();
    }
}
