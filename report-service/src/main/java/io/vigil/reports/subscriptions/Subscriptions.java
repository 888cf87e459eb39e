package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of subscriptions. */
@ApplicationScoped
class Subscriptions {
    private final TenantTransaction transaction;
    private final AuditTrail audit;

    Subscriptions(TenantTransaction transaction, AuditTrail audit) {
        this.transaction = transaction;
        this.audit = audit;
    }

    void insert(TenantId tenant, Subscription subscription, Caller by) {
        transaction.run(tenant, handle -> {
            insert(handle, tenant, subscription);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "subscription.created",
                    subscription.id().toString(),
                    Map.of("name", subscription.name(), "recipients", subscription.recipients()));
        });
    }

    private static void insert(Handle handle, TenantId tenant, Subscription subscription) {
        handle.createUpdate("""
                        insert into subscription (tenant_id, subscription_id, name, cron, zone, recipients, formats, misfire, created_at, created_by)
                        values (:tenant, :id, :name, :cron, :zone, :recipients, :formats, :misfire, :at, :by)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", subscription.id())
                .bind("name", subscription.name())
                .bind("cron", subscription.timetable().cron())
                .bind("zone", subscription.timetable().zone().getId())
                .bindArray("recipients", String.class, subscription.recipients())
                .bindArray(
                        "formats",
                        String.class,
                        subscription.formats().stream().map(Format::word).toList())
                .bind("misfire", subscription.misfire().word())
                .bind("at", subscription.createdAt())
                .bind("by", subscription.createdBy())
                .execute();
    }

    List<Subscription> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery(
                                "select * from subscription where tenant_id = :tenant order by name, subscription_id")
                        .bind("tenant", tenant.value())
                        .map((rs, ctx) -> of(rs))
                        .list());
    }

    Optional<Subscription> find(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> find(handle, tenant, id));
    }

    static Optional<Subscription> find(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery(
                        "select * from subscription where tenant_id = :tenant and subscription_id = :id for share")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((rs, ctx) -> of(rs))
                .findOne();
    }

    /** One that is gone already stays gone. */
    void delete(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            int deleted = handle.createUpdate(
                            "delete from subscription where tenant_id = :tenant and subscription_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .execute();
            if (deleted == 1) audit.append(handle, tenant, by, "subscription.ended", id.toString(), Map.of());
        });
    }

    private static Subscription of(ResultSet row) throws SQLException {
        Instant createdAt = row.getTimestamp("created_at").toInstant();
        return new Subscription(
                row.getObject("subscription_id", UUID.class),
                row.getString("name"),
                new Timetable(row.getString("cron"), ZoneId.of(row.getString("zone"))),
                List.of((String[]) row.getArray("recipients").getArray()),
                Arrays.stream((String[]) row.getArray("formats").getArray())
                        .map(Format::of)
                        .toList(),
                Subscription.Misfire.valueOf(row.getString("misfire").toUpperCase(Locale.ROOT)),
                createdAt,
                row.getString("created_by"));
    }
}
