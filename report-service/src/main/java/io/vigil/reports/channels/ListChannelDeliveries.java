package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Attempt;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDelivery.State;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was sent to a channel, each with each try, newest first. */
@ApplicationScoped
class ListChannelDeliveries {

    /** @param next hands on to the page after; null on the last */
    @Schema(name = "ChannelDeliveries")
    public record Page(
            List<ChannelDelivery> items, @Nullable String next) {}

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

    ListChannelDeliveries(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** @throws Problem 404 for a channel that is not there, 400 for a cursor that is none of ours */
    Page list(TenantId tenant, UUID channel, int limit, @Nullable String cursor) {
        After after = cursor == null || cursor.isEmpty() ? null : After.of(cursor);
        return transaction.call(tenant, handle -> {
            ChannelTable.demand(handle, tenant, channel);
            List<ChannelDelivery> found = page(handle, tenant, channel, limit + 1, after);
            List<ChannelDelivery> shown = found.subList(0, Math.min(limit, found.size()));
            fill(handle, tenant, shown);
            String next = found.size() > limit
                    ? new After(shown.getLast().askedAt(), shown.getLast().id()).text()
                    : null;
            return new Page(shown, next);
        });
    }

    private static List<ChannelDelivery> page(
            Handle handle, TenantId tenant, UUID channel, int most, @Nullable After after) {
        var query = handle.createQuery("""
                        select * from channel_delivery where tenant_id = :tenant and channel_id = :channel %s
                        order by asked_at desc, delivery_id limit :most
                        """.formatted(after == null ? "" : """
                        and (asked_at < :asked or asked_at = :asked and delivery_id > :id)
                        """))
                .bind("tenant", tenant.value())
                .bind("channel", channel)
                .bind("most", most);
        if (after != null) query.bind("asked", after.askedAt()).bind("id", after.id());
        return query.map((row, context) -> delivery(row)).list();
    }

    private static ChannelDelivery delivery(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new ChannelDelivery(
                row.getObject("delivery_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                state,
                row.getTimestamp("asked_at").toInstant(),
                ChannelTable.instant(row, "sent_at"),
                state == State.QUEUED ? ChannelTable.instant(row, "due_at") : null,
                new ArrayList<>());
    }

    private static void fill(Handle handle, TenantId tenant, List<ChannelDelivery> deliveries) {
        Map<UUID, ChannelDelivery> byId = new HashMap<>();
        deliveries.forEach(delivery -> byId.put(delivery.id(), delivery));
        handle.createQuery("""
                        select * from channel_attempt where tenant_id = :tenant and delivery_id = any (:deliveries)
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
