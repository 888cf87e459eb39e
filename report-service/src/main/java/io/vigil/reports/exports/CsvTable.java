package io.vigil.reports.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.vigil.tenancy.SpreadsheetCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read names as they are. */
final class CsvTable implements Table {
    private final CsvWriter csv;

    CsvTable(OutputStream out) throws IOException {
        this(out, Column.ALL.stream().map(Column::name).toList());
    }

    /** @param header names of the columns */
    CsvTable(OutputStream out, List<String> header) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(header);
    }

    @Override
    public void part(String name) {
        // the column "record" tells what a row is
    }

    @Override
    public void row(List<@Nullable Object> cells) {
        csv.writeRecord(cells.stream().map(CsvTable::text).toList());
    }

    private static String text(@Nullable Object cell) {
        return cell == null ? "" : SpreadsheetCell.inert(WholeText.of(cell.toString()));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
