package io.vigil.reports.exports;

import io.vigil.reports.kinds.Cell;
import io.vigil.reports.kinds.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tables under one header, which has every column that one of them has; the column "record" tells what a row is. */
final class RowsAsCsv implements RowWriter {
    private static final String RECORD = "record";

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final CsvTable csv;

    RowsAsCsv(OutputStream out, List<Rows> tables) throws IOException {
        places.put(RECORD, 0);
        for (Rows table : tables)
            for (Rows.Heading heading : table.headings())
                if (heading.isInFiles()) places.putIfAbsent(heading.name(), places.size());
        csv = new CsvTable(out, List.copyOf(places.keySet()));
    }

    @Override
    public void write(Rows table, List<@Nullable Object> row) {
        @Nullable Object[] cells = new @Nullable Object[places.size()];
        cells[0] = table.record();
        for (int i = 0; i < row.size(); i++) {
            Rows.Heading heading = table.headings().get(i);
            if (heading.isInFiles()) cells[places.getOrDefault(heading.name(), 0)] = Cell.plain(row.get(i));
        }
        csv.row(Arrays.asList(cells));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
