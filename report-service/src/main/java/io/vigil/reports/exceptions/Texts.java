package io.vigil.reports.exceptions;

import io.vigil.tenancy.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write of findings and exceptions: lines of text, which go into reports, mails and the trail as they are. */
public final class Texts {
    static final int LONGEST = 2000;

    private static final Pattern SHOWN = Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029]*");
    private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

    private Texts() {}

    /**
     * With the line ends of one machine.
     *
     * @throws Problem 400 naming the field
     */
    public static String required(String field, @Nullable String given) {
        String text = optional(field, given);
        if (text == null || !SAYS_SOMETHING.matcher(text).find())
            throw Problem.malformed(List.of(Problem.Fault.at(field, "is missing")));
        return text;
    }

    /** Null for nothing. */
    public static @Nullable String optional(String field, @Nullable String given) {
        return optional(field, given, LONGEST);
    }

    /**
     * Null for nothing.
     *
     * @param longest in characters, of which an emoji is one
     * @throws Problem 400 naming the field
     */
    public static @Nullable String optional(String field, @Nullable String given, int longest) {
        if (given == null || given.isBlank()) return null;
        String text = given.strip().replace("\r\n", "\n").replace('\r', '\n');
        if (text.codePointCount(0, text.length()) > longest)
            throw Problem.malformed(
                    List.of(Problem.Fault.at(field, "must be at most %d characters".formatted(longest))));
        // what parts lines and columns is no text, and welcome
        if (!SHOWN.matcher(text.replace('\n', ' ').replace('\t', ' ')).matches())
            throw Problem.malformed(List.of(Problem.Fault.at(field, "must be text without control characters")));
        return text;
    }
}
