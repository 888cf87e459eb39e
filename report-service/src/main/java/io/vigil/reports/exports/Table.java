package io.vigil.reports.exports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under {@link Column#ALL}; what it holds does not grow with their number. */
interface Table extends Closeable {

    /** Begins what stands apart under the same header, where the format can hold things apart. */
    void part(String name) throws IOException;

    /** @param cells one for each column: text or what gives it, a time, a date, or null */
    void row(List<@Nullable Object> cells) throws IOException;
}
