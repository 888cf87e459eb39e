package io.vigil.deploy.stack.apart;

import io.vigil.contracts.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A tenant's rows in every table that has a tenant, as the database's own catalogue lists them. */
public final class TenantRows {
    private TenantRows() {}

    /**
     * SHA-256 over the text of the tenant's rows, by table.
     *
     * @param connection in a transaction, which is the tenant's from now on
     */
    public static Map<String, String> digests(Connection connection, String schema, TenantId tenant) {
        try {
            List<String> tables = column(connection, """
                    select t.relname from pg_class t
                    join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
                    where t.relnamespace = ?::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
                    order by 1
                    """, schema);
            if (tables.isEmpty()) throw new IllegalStateException("schema %s has no tenants' tables".formatted(schema));
            column(connection, "select set_config('app.tenant', ?, true)", tenant.toString());
            return digests(connection, tables, tenant);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, String> digests(Connection connection, List<String> tables, TenantId tenant)
            throws SQLException {
        String every = tables.stream().map(table -> """
                        select '%1$s', encode(sha256(convert_to(coalesce(string_agg(r::text, chr(10) order by r::text), ''), 'UTF8')), 'hex')
                        from %1$s r where tenant_id = t
                        """.formatted(table)).collect(Collectors.joining(" union all "));
        Map<String, String> digests = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select d.* from (select ?::uuid) as asked (t), lateral (%s) as d".formatted(every))) {
            statement.setObject(1, tenant.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) digests.put(rows.getString(1), rows.getString(2));
            }
        }
        return digests;
    }

    private static List<String> column(Connection connection, String sql, String argument) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** The tables whose rows are not what they were. */
    public static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream()
                .filter(table -> !Objects.equals(after.get(table), before.get(table)))
                .toList();
    }
}
