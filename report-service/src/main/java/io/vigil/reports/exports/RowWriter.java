package io.vigil.reports.exports;

import io.vigil.reports.kinds.Rows;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a report's tables row by row and writes them down. */
interface RowWriter extends Closeable {

    /** Before the first row of a table; it may have none. */
    default void begin(Rows table) throws IOException {}

    void write(Rows table, List<@Nullable Object> row) throws IOException;
}
