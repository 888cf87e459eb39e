package io.vigil.reports.exports;

import java.util.List;

/**
 * The head of a table's column.
 *
 * @param width in characters, as far as a spreadsheet shows it at first
 */
record Head(String name, int width) {

    static List<Head> ofFindings() {
        return Column.ALL.stream()
                .map(column -> new Head(column.name(), column.width()))
                .toList();
    }
}
