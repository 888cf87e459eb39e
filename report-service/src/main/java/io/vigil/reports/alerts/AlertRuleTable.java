package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of alert rules, with their channels. */
final class AlertRuleTable {
    private static final String SELECT = """
            select r.*, array(select c.channel_id from alert_rule_channel c
              where c.tenant_id = r.tenant_id and c.rule_id = r.rule_id order by c.channel_id) as channels
            from alert_rule r where r.tenant_id = :tenant
            """;

    private AlertRuleTable() {}

    static List<AlertRule> list(Handle handle, TenantId tenant) {
        return handle.createQuery(SELECT + " order by r.name, r.rule_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> of(row))
                .list();
    }

    static Optional<AlertRule> find(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery(SELECT + " and r.rule_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> of(row))
                .findOne();
    }

    /** @throws Problem 404 when there is none */
    static AlertRule demand(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id).orElseThrow(() -> Problem.notFound("no alert rule " + id));
    }

    /** What is told by it is told by one at a time, until the transaction ends; false when there is none. */
    static boolean lock(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery("select true from alert_rule where tenant_id = :tenant and rule_id = :id for update")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    static void put(Handle handle, TenantId tenant, AlertRule rule) {
        handle.createUpdate("""
                        insert into alert_rule (tenant_id, rule_id, name, trigger, filter, hours, digest_hour, zone, since,
                                                created_at, created_by)
                        values (:tenant, :id, :name, :trigger, :filter, :hours, :digestHour, :zone, :since, :at, :by)
                        on conflict (tenant_id, rule_id) do update set name = excluded.name, trigger = excluded.trigger,
                          filter = excluded.filter, hours = excluded.hours, digest_hour = excluded.digest_hour,
                          zone = excluded.zone, since = excluded.since
                        """)
                .bind("tenant", tenant.value())
                .bind("id", rule.id())
                .bind("name", rule.name())
                .bind("trigger", rule.trigger().name())
                .bind("filter", rule.filter())
                .bind("hours", rule.hours())
                .bind("digestHour", rule.digestHour())
                .bind("zone", rule.zone().getId())
                .bind("since", rule.since())
                .bind("at", rule.createdAt())
                .bind("by", rule.createdBy())
                .execute();
        handle.createUpdate("""
                        delete from alert_rule_channel
                        where tenant_id = :tenant and rule_id = :id and not channel_id = any (:channels)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", rule.id())
                .bindArray("channels", UUID.class, rule.channels())
                .execute();
        handle.createUpdate("""
                        insert into alert_rule_channel (tenant_id, rule_id, channel_id)
                        select :tenant, :id, unnest(:channels) on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", rule.id())
                .bindArray("channels", UUID.class, rule.channels())
                .execute();
    }

    /** False when there was none. */
    static boolean delete(Handle handle, TenantId tenant, UUID id) {
        return handle.createUpdate("delete from alert_rule where tenant_id = :tenant and rule_id = :id")
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static AlertRule of(ResultSet row) throws SQLException {
        return new AlertRule(
                row.getObject("rule_id", UUID.class),
                row.getString("name"),
                Trigger.valueOf(row.getString("trigger")),
                row.getString("filter"),
                row.getInt("hours"),
                row.getObject("digest_hour", Integer.class),
                ZoneId.of(row.getString("zone")),
                Arrays.asList((UUID[]) row.getArray("channels").getArray()),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
