package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The delivery log: each mail with each try. */
@ApplicationScoped
public class ListDeliveries {
    private static final int SHOWN = 200;

    /** @param state QUEUED, SENT or FAILED */
    public record Delivery(
            UUID id,
            Instant period,
            String recipient,
            String state,
            @Nullable Instant sentAt,
            List<Attempt> attempts) {}

    /** @param outcome SENT, RETRY or FAILED */
    public record Attempt(int attempt, Instant at, String outcome, String detail) {}

    private final TenantTransaction transaction;

    ListDeliveries(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** Newest period first. */
    List<Delivery> list(TenantId tenant, UUID subscription) {
        return transaction.call(tenant, handle -> {
            Map<UUID, List<Attempt>> attempts = new LinkedHashMap<>();
            List<Delivery> deliveries = handle.createQuery("""
                            select * from delivery where tenant_id = :tenant and subscription_id = :subscription
                            order by period desc, recipient limit :most
                            """)
                    .bind("tenant", tenant.value())
                    .bind("subscription", subscription)
                    .bind("most", SHOWN)
                    .map((rs, ctx) -> {
                        var sent = rs.getTimestamp("sent_at");
                        UUID id = rs.getObject("delivery_id", UUID.class);
                        return new Delivery(
                                id,
                                rs.getTimestamp("period").toInstant(),
                                rs.getString("recipient"),
                                rs.getString("state"),
                                sent == null ? null : sent.toInstant(),
                                attempts.computeIfAbsent(id, fresh -> new java.util.ArrayList<>()));
                    })
                    .list();
            fill(handle, tenant, subscription, attempts);
            return deliveries;
        });
    }

    private static void fill(Handle handle, TenantId tenant, UUID subscription, Map<UUID, List<Attempt>> attempts) {
        handle.createQuery("""
                        select a.* from delivery_attempt a join delivery d using (tenant_id, delivery_id)
                        where a.tenant_id = :tenant and d.subscription_id = :subscription order by a.attempt
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .map((rs, ctx) -> Map.entry(
                        rs.getObject("delivery_id", UUID.class),
                        new Attempt(
                                rs.getInt("attempt"),
                                rs.getTimestamp("at").toInstant(),
                                rs.getString("outcome"),
                                rs.getString("detail"))))
                .forEach(row -> {
                    List<Attempt> of = attempts.get(row.getKey());
                    if (of != null) of.add(row.getValue());
                });
    }
}
