package io.vigil.reports.exports;

import io.vigil.reports.kinds.Rows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each row as JSON, one a line. */
final class RowsAsLines implements RowWriter {
    private final OutputStream out;

    RowsAsLines(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    @Override
    public void write(Rows table, List<@Nullable Object> row) throws IOException {
        out.write(RowJson.bytes(table, row));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
