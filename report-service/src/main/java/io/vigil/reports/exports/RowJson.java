package io.vigil.reports.exports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.contracts.EventJson;
import io.vigil.reports.kinds.Cell;
import io.vigil.reports.kinds.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a report as JSON: what it is, then its cells by the names of their columns. */
final class RowJson {
    private RowJson() {}

    static ObjectNode of(Rows table, List<@Nullable Object> row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("record", table.record());
        for (int i = 0; i < row.size(); i++) {
            Rows.Heading heading = table.headings().get(i);
            if (heading.isInFiles()) put(json, heading.name(), Cell.plain(row.get(i)));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        switch (value) {
            case null -> json.putNull(name);
            case Integer number -> json.put(name, number);
            case Long number -> json.put(name, number);
            case Double number -> json.put(name, number);
            case Boolean flag -> json.put(name, flag);
            default -> json.put(name, WholeText.of(value.toString()));
        }
    }

    /** In UTF-8, without the end of its line. */
    static byte[] bytes(Rows table, List<@Nullable Object> row) {
        return EventJson.bytes(of(table, row));
    }
}
