package io.vigil.reports.render;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.PackLevel;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.kinds.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values read on paper. */
@TemplateExtension(namespace = "word")
public final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern(", HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Words() {}

    /**
     * Names of strangers: what steers a text (direction, joining, line control) is shown as its number, so that a name
     * looks like nothing but what it is, and the document stays well-formed. Qute escapes the rest.
     */
    public static String safe(@Nullable Object name) {
        if (name == null) return "";
        String text = name.toString();
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isShown(c) && Fonts.canShow(c)) safe.appendCodePoint(c);
            else if (c == '\n' || c == '\t') safe.append(' ');
            else safe.append("[U+%04X]".formatted(c));
        });
        return safe.toString();
    }

    /** As {@link #safe}, and lines stay lines. */
    static String safeLines(String text) {
        return text.lines().map(Words::safe).collect(java.util.stream.Collectors.joining("\n"));
    }

    /** As {@link #safeLines}, where every letter can be shown: only what steers a text is shown as its number. */
    static String steerless(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') plain.append('\n');
            else if (c == '\t' || c == '\r') plain.append(' ');
            else if (isShown(c)) plain.appendCodePoint(c);
            else plain.append("[U+%04X]".formatted(c));
        });
        return plain.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** @param locale of the template; null counts as English */
    public static String day(Instant at, @TemplateAttribute("locale") @Nullable Object locale) {
        return day(locale).format(at.atOffset(ZoneOffset.UTC));
    }

    static String date(LocalDate day, @TemplateAttribute("locale") @Nullable Object locale) {
        return day(locale).format(day);
    }

    static String minute(Instant at, @TemplateAttribute("locale") @Nullable Object locale) {
        return day(at, locale) + TIME.format(at);
    }

    private static DateTimeFormatter day(@Nullable Object locale) {
        return locale instanceof Locale other && !other.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(other)
                : DAY;
    }

    /** 4-4-4, as people read account numbers to each other. */
    static String account(Object id) {
        String digits = id.toString();
        return digits.length() == 12
                ? digits.substring(0, 4) + " " + digits.substring(4, 8) + " " + digits.substring(8)
                : digits;
    }

    static String score(@Nullable Double points) {
        return points == null ? "–" : Integer.toString((int) Math.floor(points));
    }

    static String percent(double share) {
        return (int) Math.floor(share * 100) + " %";
    }

    static String sentence(Object word) {
        return Wording.sentence(word);
    }

    static String owner(String owner) {
        return Wording.owner(owner);
    }

    static String level(PackLevel level) {
        return switch (level) {
            case MSP -> "for every customer of the provider";
            case TENANT -> "for the customer";
            case ACCOUNT -> "for the account";
        };
    }

    static String count(int n, String one, String many) {
        return n == 1 ? "1 " + one : String.format(Locale.ENGLISH, "%,d %s", n, many);
    }

    static String reason(String reason) {
        return Wording.reason(reason);
    }

    static String standing(ReadFrameworks.Status status) {
        return Wording.standing(status);
    }

    static String anchor(CheckId check) {
        return "check-" + check;
    }
}
