package io.vigil.checks.trailevents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the form in braces, {@code { ($.a = "b") || $.c.d NOT EXISTS }}; and binds tighter than or. */
final class ParsePattern {
    private static final Pattern MEMBER =
            Pattern.compile("\\$((?:\\.?\\[['\"][^'\"]+['\"]]|\\.[\\w:@/-]+|\\[\\d+]|\\.\\*)+)");
    private static final Pattern OPERATOR = Pattern.compile("!=|<=|>=|=|<|>");
    private static final Pattern WORD = Pattern.compile("(?i)IS\\s+(TRUE|FALSE|NULL)\\b|NOT\\s+EXISTS\\b|EXISTS\\b");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern EXPRESSION = Pattern.compile("%[^%]+%");
    private static final Pattern BARE = Pattern.compile("[^\\s(){}&|\"]+");
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final int MAX_NESTED = 50;

    private final String text;
    private int at;
    private int nested;

    private ParsePattern(String text) {
        this.text = text;
    }

    static Condition of(String text) {
        ParsePattern parse = new ParsePattern(text);
        parse.expect("{");
        Condition condition = parse.any();
        parse.expect("}");
        if (parse.at < text.length()) throw parse.wrong("the end");
        return condition;
    }

    private Condition any() {
        if (++nested > MAX_NESTED) throw wrong("fewer brackets");
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (take("||")) parts.add(all());
        nested--;
        return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (take("&&")) parts.add(one());
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private Condition one() {
        if (take("(")) {
            Condition inner = any();
            expect(")");
            return inner;
        }
        String member = member();
        Matcher word = next(WORD);
        if (word != null) {
            String said = word.group().toUpperCase(Locale.ROOT);
            return word.group(1) != null
                    ? new Condition.Is(member, word.group(1))
                    : new Condition.Exists(member, !said.startsWith("NOT"));
        }
        Matcher operator = next(OPERATOR);
        if (operator == null) throw wrong("a comparison");
        return new Condition.Compares(member, operator.group(), value());
    }

    /** The path without the dollar sign, {@code userIdentity.type}. */
    private String member() {
        Matcher member = next(MEMBER);
        if (member == null) throw wrong("a member such as $.eventName");
        return member.group(1).replaceAll("\\.?\\[['\"]([^'\"]+)['\"]]", ".$1").substring(1);
    }

    private String value() {
        Matcher quoted = next(QUOTED);
        if (quoted != null) return quoted.group(1).replaceAll("\\\\(.)", "$1");
        Matcher expression = next(EXPRESSION);
        if (expression != null) return expression.group();
        Matcher bare = next(BARE);
        if (bare == null) throw wrong("a value");
        return bare.group();
    }

    private @Nullable Matcher next(Pattern pattern) {
        skip();
        Matcher found = pattern.matcher(text).region(at, text.length());
        if (!found.lookingAt()) return null;
        at = found.end();
        return found;
    }

    private boolean take(String sign) {
        skip();
        if (!text.startsWith(sign, at)) return false;
        at += sign.length();
        return true;
    }

    private void expect(String sign) {
        if (!take(sign)) throw wrong("'" + sign + "'");
        skip();
    }

    private void skip() {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) at = space.end();
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("character %d of the pattern is not %s".formatted(at + 1, wanted));
    }
}
