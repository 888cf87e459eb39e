package io.vigil.checks.trailevents;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs, understood: it tells whether it matches an event, so two patterns that say the
 * same in other words are the same. Source: "Filter pattern syntax" of the CloudWatch Logs user guide.
 */
public final class FilterPattern {

    private sealed interface Selects permits ByMembers, ByWords, Nothing {}

    private record ByMembers(Condition condition) implements Selects {}

    private record ByWords(List<String> words) implements Selects {}

    /** Columns separated by spaces: no event of CloudTrail, which is JSON, has them. */
    private record Nothing() implements Selects {}

    private static final Pattern WORDS = Pattern.compile("[?-]?\"[^\"]*\"|\\S+");

    private final Selects selects;

    private FilterPattern(Selects selects) {
        this.selects = selects;
    }

    /** @throws IllegalArgumentException if the text is no filter pattern; the message says where it stops being one */
    public static FilterPattern parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) return new FilterPattern(new ByMembers(ParsePattern.of(trimmed)));
        if (trimmed.startsWith("[")) return new FilterPattern(new Nothing());
        return new FilterPattern(new ByWords(
                WORDS.matcher(trimmed).results().map(MatchResult::group).toList()));
    }

    public boolean matches(TrailEvent event) {
        return switch (selects) {
            case ByMembers(Condition condition) -> condition.holds(event);
            case ByWords(List<String> words) -> hasWords(words, event.text());
            case Nothing() -> false;
        };
    }

    /** Every plain word, none with a minus, and one of those with a question mark; no word at all matches everything. */
    private static boolean hasWords(List<String> words, String text) {
        boolean anyWanted = false;
        boolean anyFound = false;
        for (String word : words) {
            boolean found = text.contains(plain(word));
            if (word.startsWith("?")) {
                anyWanted = true;
                anyFound |= found;
            } else if (word.startsWith("-") == found) return false;
        }
        return !anyWanted || anyFound;
    }

    private static String plain(String word) {
        String bare = word.startsWith("?") || word.startsWith("-") ? word.substring(1) : word;
        return bare.replace("\"", "");
    }

    /** Whether a value is what a pattern's text stands for: stars stand for anything, percent signs hold an expression. */
    static boolean like(String wanted, String value) {
        if (wanted.length() > 2 && wanted.startsWith("%") && wanted.endsWith("%"))
            return found(wanted.substring(1, wanted.length() - 1), value);
        return wanted.indexOf('*') < 0 ? wanted.equals(value) : inOrder(wanted.split("\\*", -1), value);
    }

    /** The first part begins the value, the last one ends it, the others lie between, as early as they can. */
    private static boolean inOrder(String[] parts, String value) {
        String last = parts[parts.length - 1];
        int at = parts[0].length();
        int end = value.length() - last.length();
        if (at > end || !value.startsWith(parts[0]) || !value.endsWith(last)) return false;
        for (int part = 1; part < parts.length - 1; part++) {
            int found = value.indexOf(parts[part], at);
            if (found < 0) return false;
            at = found + parts[part].length();
        }
        return at <= end;
    }

    /** A stranger's expression runs in linear time there. */
    private static boolean found(String expression, String value) {
        try {
            return com.google.re2j.Pattern.compile(expression).matcher(value).find();
        } catch (PatternSyntaxException notUnderstood) {
            throw new IllegalArgumentException("'%s' is no expression".formatted(expression), notUnderstood);
        }
    }
}
