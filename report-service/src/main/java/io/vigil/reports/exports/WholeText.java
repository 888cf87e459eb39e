package io.vigil.reports.exports;

/** Text that any encoder takes: half of a character is shown by its number, all else stays as it is. */
final class WholeText {
    private WholeText() {}

    static String of(String text) {
        int at = 0;
        while (at < text.length() && !isHalf(text, at)) at += Character.charCount(text.codePointAt(at));
        if (at >= text.length()) return text;
        StringBuilder whole = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (isSurrogate(c)) whole.append(shown(c));
            else whole.appendCodePoint(c);
        });
        return whole.toString();
    }

    /** Such as {@code [U+0001]}, as the printed report shows what cannot be printed. */
    static String shown(int codePoint) {
        return "[U+%04X]".formatted(codePoint);
    }

    /** True if no other half makes it a character. */
    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isHalf(String text, int at) {
        return isSurrogate(text.codePointAt(at));
    }

    /** The first of it that fit, with a mark that there was more; no character is cut in two. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = longest - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end) + "…";
    }
}
