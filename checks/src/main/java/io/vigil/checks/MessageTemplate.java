package io.vigil.checks;

import io.vigil.checks.Language.Expression;
import io.vigil.checks.YamlMap.Text;
import io.vigil.checks.evaluate.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sentence with expressions in braces. What strangers named cannot break the line or hide the rest of it. */
final class MessageTemplate {
    static final String NOT_KNOWN = "(not known)";

    /** Of one expression in braces. */
    private static final int MAX_VALUE_CHARS = 200;

    /** Control characters, line breaks, and those that turn the direction of writing. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private sealed interface Part {
        record Words(String text) implements Part {}

        record Value(Expression expression) implements Part {}
    }

    private final List<Part> parts;

    private MessageTemplate(List<Part> parts) {
        this.parts = parts;
    }

    static MessageTemplate compile(Language language, Text text) {
        List<Part> parts = new ArrayList<>();
        String template = text.value().strip();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            if (open < 0) open = template.length();
            if (open > at) parts.add(new Part.Words(template.substring(at, open)));
            if (open == template.length()) break;
            int close = close(template, open);
            if (close < 0) throw new MalformedCheck(text.place(), "message: '{' is not closed");
            Text expression = new Text(template.substring(open + 1, close), text.place());
            parts.add(new Part.Value(language.compile("message", expression)));
            at = close + 1;
        }
        return new MessageTemplate(parts);
    }

    /** Braces of the expression itself and those in its quotes do not close it. */
    private static int close(String template, int open) {
        int depth = 0;
        char quote = 0;
        for (int at = open; at < template.length(); at++) {
            char letter = template.charAt(at);
            if (quote != 0) {
                if (letter == quote) quote = 0;
            } else if (letter == '"' || letter == '\'') quote = letter;
            else if (letter == '{') depth++;
            else if (letter == '}' && --depth == 0) return at;
        }
        return -1;
    }

    Set<String> reads() {
        return ofAll(Expression::reads);
    }

    Set<String> needs() {
        return ofAll(Expression::needs);
    }

    private Set<String> ofAll(Function<Expression, Set<String>> paths) {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Value(var expression)
                        ? paths.apply(expression).stream()
                        : java.util.stream.Stream.of())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    String render(Facts facts) {
        StringBuilder sentence = new StringBuilder();
        for (Part part : parts)
            switch (part) {
                case Part.Words(String text) -> sentence.append(text);
                case Part.Value(var expression) -> sentence.append(value(expression, facts));
            }
        return sentence.toString();
    }

    private static String value(Expression expression, Facts facts) {
        Object value = facts.eval(expression);
        if (value instanceof Failed) return NOT_KNOWN;
        String line = printable(text(value));
        return line.length() <= MAX_VALUE_CHARS ? line : line.substring(0, MAX_VALUE_CHARS) + "…";
    }

    private static String printable(String text) {
        for (int at = 0; at < text.length(); at++)
            if (text.charAt(at) < ' ' || text.charAt(at) > '~')
                return UNPRINTABLE.matcher(text).replaceAll(" ");
        return text;
    }

    private static String text(Object value) {
        // the list may be long, and no more of it is shown
        Object json = Evidence.beginning(value, MAX_VALUE_CHARS * 2);
        return json instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(json);
    }
}
