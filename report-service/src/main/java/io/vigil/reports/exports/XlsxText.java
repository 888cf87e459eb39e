package io.vigil.reports.exports;

/** Text in the XML of a worksheet (ECMA-376, ST_Xstring). */
final class XlsxText {
    /** What a cell can hold, in UTF-16. */
    static final int LONGEST_CELL = 32_767;

    private XlsxText() {}

    /** Nothing is lost: what XML has no form for is shown by its number. */
    static void append(StringBuilder xml, String text) {
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                // a parser would make it a line feed
                case '\r' -> xml.append("&#13;");
                // spreadsheets read _x003D_ as the character of that number, so its first sign is written as its own
                case '_' -> xml.append(isEscape(text, at) ? "_x005F_" : "_");
                default -> {
                    if (isXml(c)) xml.appendCodePoint(c);
                    else xml.append(WholeText.shown(c));
                }
            }
            at += Character.charCount(c);
        }
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && !WholeText.isSurrogate(c) && c != 0xFFFE && c != 0xFFFF;
    }

    private static boolean isEscape(String text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') return false;
        for (int i = at + 2; i < at + 6; i++) if (Character.digit(text.charAt(i), 16) < 0) return false;
        return true;
    }
}
