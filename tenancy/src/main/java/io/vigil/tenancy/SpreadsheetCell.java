package io.vigil.tenancy;

/** Text for a cell of a CSV file. */
public final class SpreadsheetCell {
    private SpreadsheetCell() {}

    /** Names are written by strangers; what a spreadsheet would run as a formula gets an apostrophe in front. */
    public static String inert(String text) {
        if (text.isEmpty()) return text;
        return switch (text.charAt(0)) {
            // the wide forms are read as the plain ones by spreadsheets set to an East Asian language
            case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> "'" + text;
            default -> text;
        };
    }
}
