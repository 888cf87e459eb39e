package io.vigil.reports.ingest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lines of COPY's CSV: null is an empty field, an empty text a quoted one. */
final class CsvRows {
    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(text);

    void add(@Nullable String... fields) {
        for (int i = 0; i < fields.length; i++) {
            // the one character that PostgreSQL's text cannot hold
            String field = fields[i];
            if (field != null && field.indexOf('\0') >= 0) fields[i] = field.replace('\0', '\uFFFD');
        }
        csv.writeRecord(fields);
    }

    void copyTo(Handle handle, String table) {
        try {
            csv.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        CopyRows.into(handle, table, "csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
