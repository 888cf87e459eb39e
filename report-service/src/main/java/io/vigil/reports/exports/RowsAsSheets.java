package io.vigil.reports.exports;

import io.vigil.reports.kinds.Cell;
import io.vigil.reports.kinds.Rows;
import io.vigil.reports.kinds.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each kind of row on a sheet of its own. */
final class RowsAsSheets implements RowWriter {
    private static final int WIDTH = 24;

    private final OutputStream out;
    private @Nullable XlsxTable workbook;
    private String record = "";

    RowsAsSheets(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(Rows table) throws IOException {
        if (workbook != null && table.record().equals(record)) return;
        record = table.record();
        String name = Wording.sentence(record.replaceAll("([A-Z])", " $1"));
        List<Head> heads = table.headings().stream()
                .filter(Rows.Heading::isInFiles)
                .map(heading -> new Head(heading.name(), WIDTH))
                .toList();
        if (workbook == null) workbook = new XlsxTable(out, name, heads);
        else workbook.part(name, heads);
    }

    @Override
    public void write(Rows table, List<@Nullable Object> row) throws IOException {
        if (workbook == null) throw new IllegalStateException("no table was begun");
        List<@Nullable Object> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) if (table.headings().get(i).isInFiles()) cells.add(Cell.plain(row.get(i)));
        workbook.row(cells);
    }

    @Override
    public void close() throws IOException {
        if (workbook != null) workbook.close();
    }
}
