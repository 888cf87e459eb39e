package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Imported;
import java.util.List;

/**
 * A list of accounts, and what became of each.
 *
 * @param list as it was sent; empty when all of it is connected
 * @param error why none of it was looked at; empty if it was
 */
public record ImportView(String list, String error, String done, List<Row> rows) {
    static final ImportView EMPTY = new ImportView("", "", "", List.of());

    private static final String HEADING = "account,name,regions,roleName";

    /** @param account spaced as people read it, or what was sent in its place */
    public record Row(int row, String account, boolean connected, boolean before, String message) {}

    static ImportView refused(String list, String why) {
        return new ImportView(list, why, "", List.of());
    }

    static ImportView of(String list, Imported imported) {
        return new ImportView(
                imported.refused() > 0 ? list : "",
                "",
                "%s connected, %d before, %d refused"
                        .formatted(
                                Formats.many(imported.connected(), "account"),
                                imported.alreadyConnected(),
                                imported.refused()),
                imported.rows().stream()
                        .map(row -> new Row(
                                row.row(),
                                Formats.spaced(row.account()),
                                row.result().equals("CONNECTED"),
                                row.result().equals("ALREADY_CONNECTED"),
                                row.message() == null ? "" : row.message()))
                        .toList());
    }

    /** Who pastes nothing but ids need not know what columns are called. */
    static String withHeading(String list) {
        String first = list.strip().lines().findFirst().orElse("");
        return first.matches("[0-9]{12}\\b.*") ? HEADING + "\n" + list.strip() : list.strip();
    }
}
