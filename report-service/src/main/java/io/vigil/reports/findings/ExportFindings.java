package io.vigil.reports.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.SpreadsheetCell;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes every matching finding as CSV or NDJSON, page by page; nothing is held but the page. */
@ApplicationScoped
public class ExportFindings {
    private static final List<String> HEADER = List.of(
            "id",
            "check",
            "title",
            "severity",
            "layer",
            "service",
            "owner",
            "account",
            "region",
            "resource",
            "resourceType",
            "resourceName",
            "status",
            "state",
            "resolution",
            "message",
            "reason",
            "missingAction",
            "firstSeen",
            "lastSeen",
            "lastChanged",
            "openedAt",
            "resolvedAt",
            "undeterminedSince");

    private final ListFindings findings;

    ExportFindings(ListFindings findings) {
        this.findings = findings;
    }

    /** RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read names as they are. */
    public void csv(TenantId tenant, FindingFilter filter, OutputStream out) {
        try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            text.write('\uFEFF');
            csv.writeRecord(HEADER);
            findings.forEach(tenant, filter, finding -> csv.writeRecord(row(finding)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public void ndjson(TenantId tenant, FindingFilter filter, OutputStream out) {
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(out)) {
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            findings.forEach(tenant, filter, finding -> {
                try {
                    json.writePOJO(finding);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static List<String> row(Finding finding) {
        return List.of(
                text(finding.id()),
                text(finding.check()),
                text(finding.title()),
                text(finding.severity().label()),
                text(finding.layer()),
                text(finding.service()),
                text(finding.owner()),
                text(finding.account()),
                text(finding.region()),
                text(finding.resource()),
                text(finding.resourceType()),
                text(finding.resourceName()),
                text(finding.status()),
                text(finding.state()),
                text(finding.resolution()),
                text(finding.message()),
                text(finding.reason()),
                text(finding.missingAction()),
                text(finding.firstSeen()),
                text(finding.lastSeen()),
                text(finding.lastChanged()),
                text(finding.openedAt()),
                text(finding.resolvedAt()),
                text(finding.undeterminedSince()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : SpreadsheetCell.inert(value.toString());
    }
}
