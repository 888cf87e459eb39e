package io.vigil.tenancy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes every row that this service has of a tenant, one {@code {"table": …, "row": {…}}} a line, and how many there were
 * of each table as the last one. The tables are found by their {@code tenant_id}, as those that are erased are. Bytes are
 * Base64, gzip where the service keeps them so. A page is read at a time: who reads slowly holds nothing.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class ExportRows {
    private static final int PAGE = 200;

    /** What lets somebody in, or would help to; nobody gets it back, the customer included. */
    private static final Set<String> SECRETS = Set.of(
            "aws_account.external_id",
            "aws_account_registry.offer_digest",
            "api_token.digest",
            "invitation.digest",
            "invitation_holder.digest",
            "channel.sealed",
            "subscription_recipient.digest",
            "subscription_link.digest");

    /** Files are downloaded as such, what is staged is not known yet, and what only counts mails has no key to go on from. */
    private static final Set<String> NOT_ROWS = Set.of(
            "report_file_chunk",
            "staged_chunk",
            "staged_run",
            "tenant_closing",
            "confirmation_asked",
            "mention_mailed");

    /**
     * @param columns as they are selected
     * @param key of the primary key, without the tenant; empty when a tenant has one row at most
     */
    private record Table(String name, String columns, List<String> key) {}

    private record Row(String json, String key) {}

    /** The last line; without it the file is cut. */
    private record End(TenantId tenant, String service, Map<String, Long> rows) {}

    private final TenantTransaction transaction;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final String service;

    ExportRows(
            TenantTransaction transaction,
            AuditTrail trail,
            CurrentCaller caller,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.transaction = transaction;
        this.trail = trail;
        this.caller = caller;
        this.service = service;
    }

    /** Who takes the rows away is written down before they go. */
    public Response file(TenantId tenant) {
        transaction.run(
                tenant, handle -> trail.append(handle, tenant, caller.get(), "rows.exported", service, Map.of()));
        StreamingOutput body = out -> write(tenant, out);
        return Response.ok(body, "application/x-ndjson")
                .header("Content-Disposition", "attachment; filename=\"%s.ndjson\"".formatted(service))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private void write(TenantId tenant, OutputStream out) {
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            Map<String, Long> rows = new TreeMap<>();
            for (Table table : transaction.call(tenant, ExportRows::tables))
                rows.put(table.name(), write(tenant, table, json));
            json.writePOJO(Map.of("end", new End(tenant, service, rows)));
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private long write(TenantId tenant, Table table, JsonGenerator json) throws IOException {
        long written = 0;
        @Nullable String last = null;
        while (true) {
            @Nullable String after = last;
            List<Row> page = transaction.call(tenant, handle -> page(handle, tenant, table, after));
            for (Row row : page) {
                json.writeStartObject();
                json.writeStringField("table", table.name());
                json.writeFieldName("row");
                json.writeRawValue(row.json());
                json.writeEndObject();
                last = row.key();
            }
            written += page.size();
            if (page.size() < PAGE || table.key().isEmpty()) return written;
        }
    }

    /** The key travels as JSON, which the table's own row type reads back, whatever its columns are. */
    private static List<Row> page(Handle handle, TenantId tenant, Table table, @Nullable String after) {
        String from = after == null
                ? ""
                : "and (%s) > (select %s from jsonb_populate_record(null::%s, :after::jsonb) k)"
                        .formatted(of("t", table.key()), of("k", table.key()), quoted(table.name()));
        var query = handle.createQuery("""
                        select (select to_jsonb(r) from (select COLUMNS) r)::text as row,
                          (select to_jsonb(k) from (select KEY) k)::text as key
                        from TABLE t where t.tenant_id = :tenant FROM ORDER limit :page
                        """.replace("COLUMNS", table.columns())
                        .replace("KEY", of("t", table.key()))
                        .replace("TABLE", quoted(table.name()))
                        .replace("FROM", from)
                        .replace("ORDER", table.key().isEmpty() ? "" : "order by " + of("t", table.key())))
                .bind("tenant", tenant.value())
                .bind("page", PAGE);
        if (after != null) query.bind("after", after);
        return query.map((row, context) -> new Row(row.getString("row"), row.getString("key")))
                .list();
    }

    private static String of(String alias, List<String> columns) {
        return columns.stream().map(column -> alias + "." + quoted(column)).collect(Collectors.joining(", "));
    }

    private static List<Table> tables(Handle handle) {
        return handle.createQuery("""
                        select c.relname,
                          array(select a.attname::text from pg_attribute a
                            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
                          array(select a.attname::text from pg_attribute a
                            where a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'bytea'::regtype) as bytes,
                          array(select a.attname::text from pg_index i
                            cross join unnest(i.indkey) with ordinality as p (attnum, place)
                            join pg_attribute a on a.attrelid = c.oid and a.attnum = p.attnum
                            where i.indrelid = c.oid and i.indisprimary and a.attname <> 'tenant_id' order by p.place) as key
                        from pg_class c
                        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                          and not c.relispartition and has_table_privilege(c.oid, 'select')
                          and exists (select from pg_attribute a
                            where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
                        order by c.relname
                        """).map((row, context) -> table(row)).list().stream()
                .filter(table -> !NOT_ROWS.contains(table.name()))
                .toList();
    }

    private static Table table(ResultSet row) throws SQLException {
        String name = row.getString("relname");
        List<String> bytes = texts(row, "bytes");
        String columns = texts(row, "columns").stream()
                .filter(column -> !SECRETS.contains(name + "." + column))
                .map(column -> bytes.contains(column)
                        ? "encode(t.%1$s, 'base64') as %1$s".formatted(quoted(column))
                        : "t." + quoted(column))
                .collect(Collectors.joining(", "));
        return new Table(name, columns, texts(row, "key"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
