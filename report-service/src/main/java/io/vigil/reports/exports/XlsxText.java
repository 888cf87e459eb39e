package io.vigil.reports.exports;

/** Text for a cell of a workbook (ECMA-376, ST_Xstring). */
final class XlsxText {
    /** What a cell can hold, in UTF-16. */
    static final int LONGEST_CELL = 32_767;

    private XlsxText() {}

    /** What XML has no form for is shown by its number; what a cell cannot hold is cut. */
    static String of(String text) {
        return escaped(WholeText.cut(shown(text), LONGEST_CELL));
    }

    private static String shown(String text) {
        if (text.codePoints().allMatch(XlsxText::isXml)) return text;
        StringBuilder shown = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (isXml(c)) shown.appendCodePoint(c);
            else shown.append(WholeText.shown(c));
        });
        return shown.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && !WholeText.isSurrogate(c) && c != 0xFFFE && c != 0xFFFF;
    }

    /** Spreadsheets read {@code _x003D_} as the character of that number, so its first sign is written as its own. */
    private static String escaped(String text) {
        if (!text.contains("_x")) return text;
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int at = 0; at < text.length(); at++)
            escaped.append(isEscape(text, at) ? "_x005F_" : text.substring(at, at + 1));
        return escaped.toString();
    }

    private static boolean isEscape(String text, int at) {
        if (!text.startsWith("_x", at) || at + 6 >= text.length() || text.charAt(at + 6) != '_') return false;
        for (int i = at + 2; i < at + 6; i++) if (Character.digit(text.charAt(i), 16) < 0) return false;
        return true;
    }
}
