package io.vigil.reports.exports;

import io.vigil.contracts.ReportManifest;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.Rows;
import io.vigil.reports.proofs.Inputs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the tables of a report for machines; nothing is held but a row. */
public final class ExportContent {
    private ExportContent() {}

    /**
     * Leaves the stream open.
     *
     * @param format one of CSV, XLSX, NDJSON
     * @return what the file was made of
     */
    public static ReportManifest.Inputs write(Content content, ExportFormat format, OutputStream out) {
        var digest = new RowsDigest();
        try (RowWriter writer = writer(content, format, new LeftOpen(out))) {
            for (Rows table : content.tables()) {
                if (!table.isInFiles()) continue;
                writer.begin(table);
                table.source().forEach(row -> {
                    digest.add(table, row);
                    write(writer, table, row);
                });
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return Inputs.of(content.asOf(), content.ask(), content.packs(), digest.sum());
    }

    private static RowWriter writer(Content content, ExportFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new RowsAsCsv(out, content.tables());
            case XLSX -> new RowsAsSheets(out);
            case NDJSON -> new RowsAsLines(out);
            case OCSF, ASFF -> throw new IllegalArgumentException("a report has no form as " + format);
        };
    }

    private static void write(RowWriter writer, Rows table, List<@Nullable Object> row) {
        try {
            writer.write(table, row);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
