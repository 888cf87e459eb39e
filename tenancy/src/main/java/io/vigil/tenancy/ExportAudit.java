package io.vigil.tenancy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditExport;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes a tenant's audit trail as a file, oldest row first; nothing is held but a page. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class ExportAudit {
    private static final List<String> HEADER = List.of(
            "seq",
            "at",
            "actor",
            "actorName",
            "role",
            "grant",
            "token",
            "action",
            "subject",
            "reason",
            "detail",
            "previous",
            "hash");

    private final TenantTransaction transaction;
    private final ReadAudit audit;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final String service;

    ExportAudit(
            TenantTransaction transaction,
            ReadAudit audit,
            AuditTrail trail,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.transaction = transaction;
        this.audit = audit;
        this.trail = trail;
        this.clock = clock;
        this.service = service;
    }

    /** Writes down who takes the trail away, before it goes. */
    public void note(TenantId tenant, String format, Caller by) {
        transaction.run(
                tenant,
                handle -> trail.append(handle, tenant, by, "audit.exported", service, Map.of("format", format)));
    }

    /** One row a line; the last line is an {@link AuditExport} with the trail's head, without which the file is cut. */
    public void ndjson(TenantId tenant, AuditFilter filter, OutputStream out) {
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            AuditHead head = audit.forEach(tenant, filter, entry -> write(json, entry));
            write(json, new AuditExport(AuditExport.FORMAT, tenant, service, head, filter.isAll(), clock.instant()));
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void write(JsonGenerator json, Object line) {
        try {
            json.writePOJO(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** RFC 4180 in UTF-8 with a byte order mark, for people; what can be verified is the other form. */
    public void csv(TenantId tenant, AuditFilter filter, OutputStream out) {
        try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            text.write('\uFEFF');
            csv.writeRecord(HEADER);
            audit.forEach(tenant, filter, entry -> csv.writeRecord(row(entry)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static List<String> row(AuditEntry entry) {
        return Stream.of(
                        Long.toString(entry.seq()),
                        entry.at().toString(),
                        entry.actor(),
                        entry.actorName(),
                        entry.role(),
                        entry.grant(),
                        entry.token(),
                        entry.action(),
                        entry.subject(),
                        entry.reason(),
                        entry.detail(),
                        entry.previous(),
                        entry.hash())
                .map(SpreadsheetCell::inert)
                .toList();
    }
}
