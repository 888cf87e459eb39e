package io.vigil.tenancy.mail;

/** Words of strangers (people, customers, mail servers) on their way into a mail or a page about one. */
public final class MailText {
    private MailText() {}

    /** One line without what steers a text (control, direction, joining) or half a character, cut to {@code most}. */
    public static String line(String text, int most) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().limit(4L * most).map(c -> steers(c) ? ' ' : c).forEach(kept::appendCodePoint);
        String line = kept.toString().replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= most) return line;
        return line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    /** A name that a reader's program makes no link of. */
    public static String name(String text, int most) {
        return line(
                text.replaceAll("(?i)(https?|ftp|mailto):(//)?", "")
                        .replace("<", "")
                        .replace(">", ""),
                most);
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
