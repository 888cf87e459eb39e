package io.vigil.checks;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.vigil.checks.Fix.Kind;
import io.vigil.checks.Language.Expression;
import io.vigil.checks.YamlMap.Text;
import io.vigil.checks.evaluate.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Commands or code with expressions in double braces. A value is written as one quoted literal, so a template quotes
 * nothing itself, and an expression stands only where a literal does.
 */
final class FixTemplate {
    /** No command line is as long. */
    private static final int MAX_VALUE_CHARS = 8_192;

    private static final Set<CelType> PLAIN = Set.of(SimpleType.STRING, SimpleType.INT, SimpleType.BOOL);

    /** {@code --option=} before it: a name that begins with a dash is then no option. */
    private static final Pattern BEFORE_IN_CLI = Pattern.compile("(?s).*(^|\\s)--[a-z0-9-]+=");

    /** Attributes, of maps in maps too. */
    private static final Pattern BEFORE_IN_TERRAFORM =
            Pattern.compile("\\s*((\"[A-Za-z0-9:.-]+\"|[A-Za-z0-9_]+)\\s*=\\s*\\{?\\s*)+\\[?");

    private static final Pattern BEFORE_IN_CLOUDFORMATION = Pattern.compile("\\s*(- )*([A-Za-z0-9]+: )?");

    private sealed interface Part {
        record Words(String text) implements Part {}

        record Value(Expression expression, String source) implements Part {}
    }

    private final Kind kind;
    private final List<Part> parts;

    private FixTemplate(Kind kind, List<Part> parts) {
        this.kind = kind;
        this.parts = parts;
    }

    static FixTemplate compile(Language language, Kind kind, Text text) {
        List<Part> parts = new ArrayList<>();
        String template = text.value().strip();
        if (kind == Kind.TERRAFORM && template.contains("<<"))
            throw new MalformedCheck(text.place(), "terraform: a heredoc quotes nothing; use jsonencode()");
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf("{{", at);
            if (open < 0) open = template.length();
            if (open > at) parts.add(new Part.Words(template.substring(at, open)));
            if (open == template.length()) break;
            int close = template.indexOf("}}", open);
            if (close < 0) throw new MalformedCheck(text.place(), kind.word() + ": '{{' is not closed");
            demandPlaceOfALiteral(kind, text, template.substring(0, open), template.substring(close + 2));
            String source = template.substring(open + 2, close).strip();
            parts.add(new Part.Value(expression(language, kind, new Text(source, text.place())), source));
            at = close + 2;
        }
        return new FixTemplate(kind, List.copyOf(parts));
    }

    private static void demandPlaceOfALiteral(Kind kind, Text text, String before, String after) {
        String line = before.substring(before.lastIndexOf('\n') + 1);
        String rest = after.lines().findFirst().orElse("");
        boolean fits = switch (kind) {
            case CLI ->
                BEFORE_IN_CLI.matcher(line).matches()
                        && (rest.isEmpty() || Character.isWhitespace(rest.charAt(0)))
                        && even(line, '\'')
                        && even(line, '"');
            case TERRAFORM -> BEFORE_IN_TERRAFORM.matcher(line).matches() && even(line, '"');
            case CLOUDFORMATION -> BEFORE_IN_CLOUDFORMATION.matcher(line).matches() && rest.isBlank();
        };
        if (!fits)
            throw new MalformedCheck(
                    text.place(),
                    "%s: an expression stands where a literal does (cli: --option={{…}}, terraform: name = {{…}}, cloudformation: Name: {{…}}), not after '%s'"
                            .formatted(kind.word(), line));
    }

    private static boolean even(String line, char quote) {
        return line.chars().filter(each -> each == quote).count() % 2 == 0;
    }

    private static Expression expression(Language language, Kind kind, Text text) {
        Expression expression = language.compile(kind.word(), text);
        CelType type = expression.type() instanceof ListType list ? list.elemType() : expression.type();
        if (!PLAIN.contains(type))
            throw new MalformedCheck(
                    text.place(),
                    "%s: {{%s}} must be text, a number, true or false, or a list of them; it is %s"
                            .formatted(
                                    kind.word(), text.value(), expression.type().name()));
        return expression;
    }

    /** What cannot be known or must not be written stands in angle brackets, by the expression that asks for it. */
    Fix render(Facts facts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts)
            switch (part) {
                case Part.Words(String words) -> text.append(words);
                case Part.Value(var expression, var source) -> text.append(value(expression, source, facts));
            }
        return new Fix(kind, text.toString());
    }

    private String value(Expression expression, String source, Facts facts) {
        Object value = facts.eval(expression);
        if (value instanceof Failed) return Quoted.unknown(kind, source);
        return Quoted.of(kind, Evidence.beginning(value, MAX_VALUE_CHARS))
                .orElseGet(() -> Quoted.unknown(kind, source));
    }
}
