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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Writes every row that this service has of a tenant, one {@code {"table": …, "row": {…}}} a line. The tables are found by
 * their {@code tenant_id}, as those that are erased are. Bytes are Base64, gzip where the service keeps them so.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class ExportRows {
    private static final int FETCHED = 200;

    /** What lets somebody in, or would help to; nobody gets it back, the customer included. */
    private static final Set<String> SECRETS = Set.of(
            "aws_account.external_id", "api_token.digest", "invitation.digest", "invitation_holder.digest");

    /** Files are downloaded as such, and what is staged is not known yet. */
    private static final Set<String> NOT_ROWS =
            Set.of("report_file_chunk", "staged_chunk", "staged_run", "tenant_closing");

    private record Table(String name, List<String> columns) {}

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

    void write(TenantId tenant, OutputStream out) {
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            transaction.run(tenant, handle -> tables(handle).forEach(table -> write(handle, tenant, table, json)));
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static List<Table> tables(Handle handle) {
        return handle
                .createQuery("""
                        select c.relname,
                          array_agg(a.attname || ':' || (a.atttypid = 'bytea'::regtype) order by a.attnum) as columns
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                          and not c.relispartition and has_table_privilege(c.oid, 'select')
                        group by c.relname having bool_or(a.attname = 'tenant_id') order by c.relname
                        """)
                .map((row, context) -> new Table(row.getString("relname"), List.of((String[])
                        row.getArray("columns").getArray())))
                .list()
                .stream()
                .filter(table -> !NOT_ROWS.contains(table.name()))
                .toList();
    }

    private static void write(Handle handle, TenantId tenant, Table table, JsonGenerator json) {
        handle.createQuery("select to_jsonb(r)::text from (select %s from %s where tenant_id = :tenant) r"
                        .formatted(columns(table), quoted(table.name())))
                .bind("tenant", tenant.value())
                .setFetchSize(FETCHED)
                .mapTo(String.class)
                .forEach(row -> write(json, table.name(), row));
    }

    private static String columns(Table table) {
        return table.columns().stream()
                .map(column -> column.split(":", 2))
                .filter(column -> !SECRETS.contains(table.name() + "." + column[0]))
                .map(column -> column[1].startsWith("t")
                        ? "encode(%1$s, 'base64') as %1$s".formatted(quoted(column[0]))
                        : quoted(column[0]))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static void write(JsonGenerator json, String table, String row) {
        try {
            json.writeStartObject();
            json.writeStringField("table", table);
            json.writeFieldName("row");
            json.writeRawValue(row);
            json.writeEndObject();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
