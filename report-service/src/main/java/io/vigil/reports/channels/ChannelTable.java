package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of channels. */
final class ChannelTable {
    private ChannelTable() {}

    static List<Channel> list(Handle handle, TenantId tenant) {
        return handle.createQuery("select * from channel where tenant_id = :tenant order by name, channel_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> of(row))
                .list();
    }

    static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("select count(*) from channel where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Channel> find(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id, "");
    }

    /** @throws Problem 404 when there is none */
    static Channel demand(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id).orElseThrow(() -> unknown(id));
    }

    /** It is not changed by others before the transaction ends. @throws Problem 404 when there is none */
    static Channel lock(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id, " for update").orElseThrow(() -> unknown(id));
    }

    private static Optional<Channel> find(Handle handle, TenantId tenant, UUID id, String lock) {
        return handle.createQuery("select * from channel where tenant_id = :tenant and channel_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> of(row))
                .findOne();
    }

    static void put(Handle handle, TenantId tenant, Channel channel) {
        handle.createUpdate("""
                        insert into channel (tenant_id, channel_id, kind, name, address, sealed, state, disabled_at, disabled_why,
                                             created_at, created_by, owner)
                        values (:tenant, :id, :kind, :name, :address, :sealed, :state, :disabledAt, :disabledWhy, :at, :by, :owner)
                        on conflict (tenant_id, channel_id) do update set name = excluded.name, address = excluded.address,
                          sealed = excluded.sealed, state = excluded.state, disabled_at = excluded.disabled_at,
                          disabled_why = excluded.disabled_why
                        """)
                .bind("tenant", tenant.value())
                .bind("id", channel.id())
                .bind("kind", channel.kind().name())
                .bind("name", channel.name())
                .bind("address", channel.address())
                .bind("sealed", channel.sealed())
                .bind("state", channel.isDisabled() ? "DISABLED" : "ENABLED")
                .bind("disabledAt", channel.disabledAt())
                .bind("disabledWhy", channel.disabledWhy())
                .bind("at", channel.createdAt())
                .bind("by", channel.createdBy())
                .bind("owner", channel.owner())
                .execute();
    }

    /** False when it was disabled before. */
    static boolean disable(Handle handle, TenantId tenant, UUID id, String why, Instant now) {
        return handle.createUpdate("""
                        update channel set state = 'DISABLED', disabled_at = :now, disabled_why = :why
                        where tenant_id = :tenant and channel_id = :id and state = 'ENABLED'
                        """)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("why", why)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** With its deliveries; false when there was none. */
    static boolean delete(Handle handle, TenantId tenant, UUID id) {
        return handle.createUpdate("delete from channel where tenant_id = :tenant and channel_id = :id")
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    static Problem unknown(UUID id) {
        return Problem.notFound("no channel " + id);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Channel of(ResultSet row) throws SQLException {
        return new Channel(
                row.getObject("channel_id", UUID.class),
                Channel.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("address"),
                row.getString("sealed"),
                instant(row, "disabled_at"),
                row.getString("disabled_why"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getString("owner"));
    }
}
