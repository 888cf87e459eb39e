package io.vigil.deploy.local.audit;

import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.VigilDatabase.ServiceSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks every chain of the services' schemas in one snapshot of the database. The role must be let past row-level
 * security: with another one PostgreSQL refuses, rather than showing that nothing is there.
 */
final class VerifyDatabase {
    private static final int ROWS_A_ROUND_TRIP = 2000;

    /** Text is compared by tenant, so that heads without rows are met in the same order. */
    private static final String ROWS = """
            select tenant_id, seq, at, actor, role, action, subject, detail, previous, hash,
                   form, actor_name, grant_id, token_id, reason
            from %s.audit where ?::uuid is null or tenant_id = ?::uuid
            order by tenant_id, seq
            """;

    private final Connection connection;

    VerifyDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set row_security = off");
        }
    }

    /** By slug or id; the id of one that is gone may still have a chain. */
    Optional<TenantId> tenant(String named) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select tenant_id from tenants.tenant where slug = ?")) {
            query.setString(1, named);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) return Optional.of(new TenantId(row.getObject(1, UUID.class)));
            }
        }
        try {
            return Optional.of(TenantId.of(named));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    /** Names for people; what has none is shown by its id. */
    Map<UUID, String> slugs() throws SQLException {
        Map<UUID, String> slugs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select tenant_id, slug from tenants.tenant")) {
            while (row.next()) slugs.put(row.getObject(1, UUID.class), row.getString(2));
        }
        return slugs;
    }

    /** @param kept heads from elsewhere, by the service's name */
    List<Verified> chains(ServiceSchema service, Optional<TenantId> only, Map<String, AuditHead> kept)
            throws SQLException {
        Map<UUID, AuditHead> heads = heads(service, only);
        List<Verified> verified = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ROWS.formatted(service.schema()))) {
            query.setFetchSize(ROWS_A_ROUND_TRIP);
            @Nullable UUID wanted = only.map(TenantId::value).orElse(null);
            query.setObject(1, wanted);
            query.setObject(2, wanted);
            try (ResultSet rows = query.executeQuery()) {
                walk(service, rows, heads, kept, verified);
            }
        }
        // all rows of these are gone
        heads.forEach(
                (tenant, head) -> verified.add(begin(service, tenant, kept).end(head)));
        return verified;
    }

    private static void walk(
            ServiceSchema service,
            ResultSet rows,
            Map<UUID, AuditHead> heads,
            Map<String, AuditHead> kept,
            List<Verified> verified)
            throws SQLException {
        @Nullable UUID current = null;
        @Nullable WalkChain chain = null;
        while (rows.next()) {
            UUID tenant = rows.getObject("tenant_id", UUID.class);
            if (chain == null || !tenant.equals(current)) {
                if (chain != null && current != null) verified.add(chain.end(headOf(heads, current)));
                chain = begin(service, tenant, kept);
                current = tenant;
            }
            chain.take(entry(service.name(), rows));
        }
        if (chain != null && current != null) verified.add(chain.end(headOf(heads, current)));
    }

    private static AuditHead headOf(Map<UUID, AuditHead> heads, UUID tenant) {
        AuditHead head = heads.remove(tenant);
        return head == null ? AuditHead.NONE : head;
    }

    private static WalkChain begin(ServiceSchema service, UUID tenant, Map<String, AuditHead> kept) {
        return new WalkChain(
                service.name(), new TenantId(tenant), Optional.ofNullable(kept.get(service.name())), /* whole */ true);
    }

    private Map<UUID, AuditHead> heads(ServiceSchema service, Optional<TenantId> only) throws SQLException {
        Map<UUID, AuditHead> heads = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select tenant_id, seq, hash from %s.audit_head".formatted(service.schema()))) {
            while (row.next()) {
                UUID tenant = row.getObject(1, UUID.class);
                if (only.isEmpty() || only.get().value().equals(tenant))
                    heads.put(tenant, new AuditHead(row.getLong(2), row.getString(3)));
            }
        }
        return heads;
    }

    private static AuditEntry entry(String service, ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getInt("form"),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                service,
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("role"),
                row.getString("grant_id"),
                row.getString("token_id"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
