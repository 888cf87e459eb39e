package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.Delivery.Attempt;
import io.vigil.reports.subscriptions.Delivery.Kind;
import io.vigil.reports.subscriptions.Delivery.State;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The delivery log: each mail with each try, newest first. */
@ApplicationScoped
class ListDeliveries {

    /** @param next hands on to the page after; null on the last */
    public record Page(List<Delivery> items, @Nullable String next) {}

    private record After(Instant askedAt, UUID id) {
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((askedAt + " " + id).getBytes(StandardCharsets.UTF_8));
        }

        static After of(String cursor) {
            try {
                String[] keys = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                return new After(Instant.parse(keys[0]), UUID.fromString(keys[keys.length - 1]));
            } catch (IllegalArgumentException | DateTimeException malformed) {
                throw Problem.badRequest("cursor is not one of this list");
            }
        }
    }

    private final TenantTransaction transaction;

    ListDeliveries(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** @throws Problem 400 for a cursor that is none of ours */
    Page list(TenantId tenant, UUID subscription, int limit, @Nullable String cursor) {
        After after = cursor == null || cursor.isEmpty() ? null : After.of(cursor);
        return transaction.call(tenant, handle -> {
            List<Delivery> found = page(handle, tenant, subscription, limit + 1, after);
            List<Delivery> shown = found.subList(0, Math.min(limit, found.size()));
            fill(handle, tenant, shown);
            String next = found.size() > limit
                    ? new After(shown.getLast().askedAt(), shown.getLast().id()).text()
                    : null;
            return new Page(shown, next);
        });
    }

    private static List<Delivery> page(
            Handle handle, TenantId tenant, UUID subscription, int most, @Nullable After after) {
        var query = handle.createQuery("""
                        select * from delivery where tenant_id = :tenant and subscription_id = :subscription %s
                        order by asked_at desc, delivery_id limit :most
                        """.formatted(after == null ? "" : """
                        and (asked_at < :asked or asked_at = :asked and delivery_id > :id)
                        """))
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("most", most);
        if (after != null) query.bind("asked", after.askedAt()).bind("id", after.id());
        return query.map((row, context) -> delivery(row)).list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                RecipientTable.instant(row, "period"),
                row.getString("recipient"),
                state,
                Objects.requireNonNull(RecipientTable.instant(row, "asked_at"), "asked_at"),
                RecipientTable.instant(row, "sent_at"),
                state == State.QUEUED ? RecipientTable.instant(row, "due_at") : null,
                new ArrayList<>());
    }

    private static void fill(Handle handle, TenantId tenant, List<Delivery> deliveries) {
        Map<UUID, Delivery> byId = new LinkedHashMap<>();
        deliveries.forEach(delivery -> byId.put(delivery.id(), delivery));
        handle.createQuery("""
                        select * from delivery_attempt where tenant_id = :tenant and delivery_id = any (:deliveries)
                        order by attempt
                        """)
                .bind("tenant", tenant.value())
                .bindArray("deliveries", UUID.class, List.copyOf(byId.keySet()))
                .map((row, context) -> Map.entry(
                        row.getObject("delivery_id", UUID.class),
                        new Attempt(
                                row.getInt("attempt"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("outcome"),
                                row.getString("detail"))))
                .forEach(tried -> Objects.requireNonNull(byId.get(tried.getKey()))
                        .attempts()
                        .add(tried.getValue()));
    }
}
