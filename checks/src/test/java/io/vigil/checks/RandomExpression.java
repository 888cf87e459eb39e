package io.vigil.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes expressions over an {@code aws.iam.role} that are mostly well typed and often fail when they are evaluated. */
final class RandomExpression {
    static final String PARAMS = """
            {number: 3, ratio: 2.0, text: "a", flag: true, texts: ["a", "b", "ops", ""], numbers: [0, 1, 2, 3]}
            """;

    private enum Type {
        BOOL,
        INT,
        DOUBLE,
        TEXT,
        TIME,
        SPAN,
        DYN,
        TEXTS,
        INTS,
        OPTIONAL_TEXT,
        OPTIONAL_POLICY
    }

    private record Variable(String name, Type type) {}

    private final Random random;
    private final List<Variable> variables = new ArrayList<>();

    RandomExpression(Random random) {
        this.random = random;
    }

    /** Of any type. */
    String next() {
        return of(any(Type.values()), 1 + random.nextInt(4));
    }

    private String of(Type type, int depth) {
        List<Variable> fitting =
                variables.stream().filter(each -> each.type == type).toList();
        if (!fitting.isEmpty() && random.nextInt(3) == 0) return any(fitting).name;
        if (depth <= 0) return any(leaves(type));
        if (random.nextInt(8) == 0)
            return "(%s ? %s : %s)".formatted(of(Type.BOOL, depth - 1), of(type, depth - 1), of(type, depth - 1));
        return switch (type) {
            case BOOL -> bool(depth - 1);
            case INT -> integer(depth - 1);
            case DOUBLE ->
                any(
                        "(%s %s %s)".formatted(of(type, depth - 1), any("+", "-", "*", "/"), of(type, depth - 1)),
                        "double(%s)".formatted(of(any(Type.INT, Type.TEXT), depth - 1)),
                        any(leaves(type)));
            case TEXT -> text(depth - 1);
            case TIME ->
                any(
                        "(%s %s %s)".formatted(of(type, depth - 1), any("+", "-"), of(Type.SPAN, depth - 1)),
                        "timestamp(%s)".formatted(of(any(Type.TEXT, Type.INT), depth - 1)),
                        "dates.listed(%s, %s)".formatted(of(Type.TEXTS, depth - 1), of(Type.TEXT, depth - 1)),
                        any(leaves(type)));
            case SPAN ->
                any(
                        "(%s - %s)".formatted(of(Type.TIME, depth - 1), of(Type.TIME, depth - 1)),
                        "duration(%s)".formatted(of(Type.TEXT, depth - 1)),
                        any(leaves(type)));
            case DYN -> dynamic(depth - 1);
            case TEXTS -> list(type, Type.TEXT, depth - 1);
            case INTS -> list(type, Type.INT, depth - 1);
            case OPTIONAL_TEXT ->
                any(
                        "resource.?Description",
                        "resource.?PermissionsBoundary.?PermissionsBoundaryArn",
                        "%s[?%s]".formatted(of(Type.TEXTS, depth - 1), of(Type.INT, depth - 1)),
                        "optional.of(%s)".formatted(of(Type.TEXT, depth - 1)),
                        "%s.or(%s)".formatted(of(type, depth - 1), of(type, depth - 1)),
                        "{'a': %s}[?%s]".formatted(of(Type.TEXT, depth - 1), of(Type.TEXT, depth - 1)));
            case OPTIONAL_POLICY -> any(leaves(type));
        };
    }

    private String bool(int depth) {
        Type some = any(Type.BOOL, Type.INT, Type.DOUBLE, Type.TEXT, Type.TIME, Type.SPAN, Type.DYN, Type.TEXTS);
        Type ordered = any(Type.INT, Type.DOUBLE, Type.TEXT, Type.TIME, Type.SPAN);
        return any(
                "(%s && %s)".formatted(of(Type.BOOL, depth), of(Type.BOOL, depth)),
                "(%s || %s)".formatted(of(Type.BOOL, depth), of(Type.BOOL, depth)),
                "(%s || %s)".formatted(of(Type.DYN, depth), of(Type.BOOL, depth)),
                "!%s".formatted(of(any(Type.BOOL, Type.BOOL, Type.DYN), depth)),
                "(%s %s %s)".formatted(of(some, depth), any("==", "!="), of(some, depth)),
                "(%s %s %s)".formatted(of(some, depth), any("==", "!="), of(Type.DYN, depth)),
                "(%s %s %s)".formatted(of(ordered, depth), any("<", "<=", ">", ">="), of(ordered, depth)),
                "(%s %s %s)".formatted(of(Type.DYN, depth), any("<", "<=", ">", ">="), of(ordered, depth)),
                "(%s %s %s)".formatted(of(Type.INT, depth), any("<", ">="), of(Type.DOUBLE, depth)),
                "(%s in %s)".formatted(of(Type.TEXT, depth), of(Type.TEXTS, depth)),
                "(%s in %s)".formatted(of(any(Type.INT, Type.DYN), depth), of(Type.INTS, depth)),
                "(%s in ['a', 'b'])".formatted(of(any(Type.TEXT, Type.DYN), depth)),
                "(%s in {'a': 1, 'b': 2})".formatted(of(Type.TEXT, depth)),
                "%s.%s(%s)"
                        .formatted(
                                of(Type.TEXT, depth), any("startsWith", "endsWith", "contains"), of(Type.TEXT, depth)),
                "%s.matches(%s)"
                        .formatted(of(Type.TEXT, depth), any("'^a.*'", "'[b-z]$'", "params.text", "'(' + 'a)'")),
                "texts.like(%s, 'a*')".formatted(of(Type.TEXT, depth)),
                "has(resource.%s)".formatted(any("Description", "PermissionsBoundary", "Tags")),
                "%s.hasValue()".formatted(of(any(Type.OPTIONAL_TEXT, Type.OPTIONAL_POLICY), depth)),
                over(Type.TEXTS, Type.TEXT, depth),
                over(Type.INTS, Type.INT, depth),
                holders(depth));
    }

    private String over(Type list, Type element, int depth) {
        return "%s.%s(%s, %s)"
                .formatted(
                        of(list, depth),
                        any("all", "exists", "exists_one"),
                        "x" + variables.size(),
                        within(element, any(Type.BOOL, Type.BOOL, Type.BOOL, Type.DYN), depth));
    }

    private String holders(int depth) {
        String each = "x" + variables.size();
        String known = any(
                each + ".name == " + of(Type.TEXT, depth),
                each + ".document.Id == " + of(Type.TEXT, depth),
                "size(" + each + ".name) > " + of(Type.INT, depth),
                each + ".document.Statement.exists(s, s.Effect == 'Allow' && s.?Sid.orValue('') != '')");
        return "resource.access.%s.%s(%s, %s)"
                .formatted(any("own", "inherited"), any("all", "exists", "exists_one"), each, known);
    }

    private String within(Type element, Type result, int depth) {
        variables.add(new Variable("x" + variables.size(), element));
        try {
            return of(result, depth);
        } finally {
            variables.removeLast();
        }
    }

    private String integer(int depth) {
        return any(
                "(%s %s %s)".formatted(of(Type.INT, depth), any("+", "-", "*", "/", "%"), of(Type.INT, depth)),
                "size(%s)".formatted(of(any(Type.TEXT, Type.TEXTS, Type.INTS, Type.DYN), depth)),
                "%s.size()".formatted(of(any(Type.TEXT, Type.TEXTS), depth)),
                "int(%s)".formatted(of(any(Type.TEXT, Type.DOUBLE, Type.TIME), depth)),
                "%s[%s]".formatted(of(Type.INTS, depth), of(Type.INT, depth)),
                "-%s".formatted(of(Type.INT, 0)),
                "resource.?MaxSessionDuration.orValue(%s)".formatted(of(Type.INT, depth)));
    }

    private String text(int depth) {
        return any(
                "(%s + %s)".formatted(of(Type.TEXT, depth), of(Type.TEXT, depth)),
                "string(%s)".formatted(of(any(Type.INT, Type.DOUBLE, Type.BOOL, Type.TIME), depth)),
                "%s[%s]".formatted(of(Type.TEXTS, depth), of(Type.INT, depth)),
                "{'a': 'x', %s: 'y'}[%s]".formatted(of(Type.TEXT, depth), of(Type.TEXT, depth)),
                "%s.orValue(%s)".formatted(of(Type.OPTIONAL_TEXT, depth), of(Type.TEXT, depth)),
                "%s.value()".formatted(of(Type.OPTIONAL_TEXT, depth)),
                "resource.access.own[%s].name".formatted(of(Type.INT, depth)),
                "resource.access.boundary.value().name",
                "dates.day(%s)".formatted(of(Type.TIME, depth)),
                "lists.declared(%s, 'things')".formatted(of(Type.TEXTS, depth)));
    }

    private String dynamic(int depth) {
        return any(
                "dyn(%s)".formatted(of(any(Type.BOOL, Type.INT, Type.DOUBLE, Type.TEXT, Type.TEXTS), depth)),
                "resource.access.own[%s].document".formatted(of(Type.INT, 0)),
                "resource.access.own[0].document.%s".formatted(any("Statement", "Version", "Nothing")),
                "resource.access.own[0].document['%s']".formatted(any("Statement", "Version", "Nothing")),
                "resource.access.own[0].document.?%s.orValue(null)".formatted(any("Id", "Version")),
                "resource.access.own[0].document.Statement[%s].?Condition".formatted(of(Type.INT, 0)),
                "resource.access.own",
                "[dyn(1), 'a', 2.0, true, null]",
                "[%s, dyn(%s)][%s]".formatted(of(Type.DYN, 0), of(Type.TEXT, 0), of(Type.INT, 0)));
    }

    private String list(Type list, Type element, int depth) {
        String each = "x" + variables.size();
        return any(
                "[%s, %s]".formatted(of(element, depth), of(element, depth)),
                "(%s + %s)".formatted(of(list, depth), of(list, depth)),
                "%s.filter(%s, %s)"
                        .formatted(of(list, depth), each, within(element, any(Type.BOOL, Type.BOOL, Type.DYN), depth)),
                "%s.map(%s, %s)".formatted(of(Type.TEXTS, depth), each, within(Type.TEXT, element, depth)),
                "%s.map(%s, %s, %s)"
                        .formatted(
                                of(Type.INTS, depth),
                                each,
                                within(Type.INT, Type.BOOL, depth),
                                within(Type.INT, element, depth)),
                any(leaves(list)));
    }

    private static String[] leaves(Type type) {
        return switch (type) {
            case BOOL -> new String[] {"true", "false", "params.flag", "resource.trust.trustees[0].restricted"};
            case INT ->
                new String[] {"0", "1", "2", "-1", "params.number", "resource.MaxSessionDuration", "9223372036854775807"
                };
            case DOUBLE -> new String[] {"1.0", "0.5", "params.ratio", "-0.0", "1e300"};
            case TEXT ->
                new String[] {
                    "'a'",
                    "''",
                    "'ops'",
                    "name",
                    "params.text",
                    "resource.RoleName",
                    "resource.Path",
                    "resource.Description",
                    "'72h'",
                    "'2025-01-01T00:00:00Z'"
                };
            case TIME -> new String[] {"now", "resource.CreateDate", "timestamp('2025-12-31T00:00:00Z')"};
            case SPAN -> new String[] {"duration('90m')", "duration('0s')", "(now - resource.CreateDate)"};
            case DYN ->
                new String[] {"dyn(1)", "dyn(1.0)", "dyn(1u)", "dyn('a')", "dyn(true)", "dyn(null)", "dyn([1])"};
            case TEXTS ->
                new String[] {"params.texts", "['a', 'b']", "resource.attached", "resource.managementAccounts"};
            case INTS -> new String[] {"params.numbers", "[1, 2]", "[0]"};
            case OPTIONAL_TEXT -> new String[] {"resource.?Description", "optional.none()", "optional.of('a')"};
            case OPTIONAL_POLICY -> new String[] {"resource.access.boundary"};
        };
    }

    @SafeVarargs
    private <T> T any(T... some) {
        return some[random.nextInt(some.length)];
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
