package io.vigil.checks;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/**
 * What a tenant's own check may not say. With it every value is a part of the document or a literal: nothing can grow,
 * so one step costs what the document costs, and the {@link Allowance} bounds the steps.
 */
final class SmallerDialect {
    static final int MAX_CHARS = 4_000;
    static final int MAX_LOOP_DEPTH = 3;
    static final int MAX_PATTERN_CHARS = 256;

    /** Of all repetition counts of a pattern, multiplied: {@code (a{9}){9}} is 81 times its letter. */
    static final int MAX_REPETITIONS = 100;

    private static final int MAX_PATTERN_STEPS = 2_000;

    /** Words that make texts and lists grow, or the expression itself; the language would only call them unknown. */
    private static final Set<String> GROWING =
            Set.of("map", "optMap", "optFlatMap", "replace", "join", "format", "range", "split", "flatten");

    private static final Set<String> GROWING_SUMS = Set.of("add_string", "add_bytes", "add_list");
    private static final Set<CelKind> PLAIN = Set.of(
            CelKind.STRING,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.TIMESTAMP,
            CelKind.DURATION);
    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private final CelAbstractSyntaxTree tree;
    private final BiFunction<CelSourceLocation, String, MalformedCheck> problem;

    private SmallerDialect(CelAbstractSyntaxTree tree, BiFunction<CelSourceLocation, String, MalformedCheck> problem) {
        this.tree = tree;
        this.problem = problem;
    }

    /** @param parsed not yet checked, so that a word that is left out is called by its name */
    static void refuseWords(
            CelAbstractSyntaxTree parsed, BiFunction<CelSourceLocation, String, MalformedCheck> problem) {
        new SmallerDialect(parsed, problem).refuseWords(parsed.getExpr());
    }

    static void refuse(CelAbstractSyntaxTree tree, BiFunction<CelSourceLocation, String, MalformedCheck> problem) {
        new SmallerDialect(tree, problem).visit(tree.getExpr(), /* depth */ 0);
    }

    private void refuseWords(CelExpr expression) {
        if (expression.getKind() == Kind.CALL) {
            String word = expression.call().function();
            if (GROWING.contains(word)) throw at(expression, "'%s' is not for own checks".formatted(word));
            expression
                    .call()
                    .target()
                    .filter(target -> target.getKind() == Kind.IDENT
                            && Set.of("policy", "events")
                                    .contains(target.ident().name()))
                    .ifPresent(target -> {
                        throw at(
                                expression,
                                "'%s.%s' is not for own checks"
                                        .formatted(target.ident().name(), word));
                    });
        }
        Lint.children(expression).forEach(this::refuseWords);
    }

    private void visit(CelExpr expression, int depth) {
        switch (expression.getKind()) {
            case COMPREHENSION -> loop(expression, depth);
            case MAP, STRUCT -> throw at(expression, "a map cannot be made in own checks");
            case LIST -> {
                for (CelExpr element : expression.list().elements())
                    if (!tree.getType(element.id())
                            .map(CelType::kind)
                            .filter(PLAIN::contains)
                            .isPresent())
                        throw at(element, "a list may be made of plain values only: texts, numbers, times");
                each(expression, depth);
            }
            case CALL -> {
                refuseGrowth(expression);
                if (expression.call().function().equals("matches")) refuseWildPattern(expression);
                each(expression, depth);
            }
            default -> each(expression, depth);
        }
    }

    private void each(CelExpr expression, int depth) {
        Lint.children(expression).forEach(child -> visit(child, depth));
    }

    private void loop(CelExpr expression, int depth) {
        if (depth == MAX_LOOP_DEPTH)
            throw at(expression, "loops may be nested %d deep at most".formatted(MAX_LOOP_DEPTH));
        var loop = expression.comprehension();
        visit(loop.iterRange(), depth);
        // filter is the only loop that collects; the sum in it is its own, never longer than what it walks over
        boolean collects = loop.accuInit().getKind() == Kind.LIST;
        visit(collects ? loop.loopStep().call().args().getFirst() : loop.loopStep(), depth + 1);
    }

    private void refuseGrowth(CelExpr sum) {
        if (!sum.call().function().equals("_+_")) return;
        List<String> meanings = tree.getReference(sum.id())
                .map(found -> found.overloadIds())
                .orElse(com.google.common.collect.ImmutableList.of());
        if (meanings.stream().anyMatch(GROWING_SUMS::contains))
            throw at(sum, "'+' is for numbers and times in own checks, not for texts, lists or what may be one");
    }

    private void refuseWildPattern(CelExpr matches) {
        CelExpr last = matches.call().args().getLast();
        if (last.getKind() != Kind.CONSTANT || last.constant().getKind() != CelConstant.Kind.STRING_VALUE)
            throw at(last, "the pattern of matches() must be written out");
        String pattern = last.constant().stringValue();
        if (pattern.length() > MAX_PATTERN_CHARS)
            throw at(last, "a pattern may have %d characters at most".formatted(MAX_PATTERN_CHARS));
        // counted before it is compiled: the compiler writes out what is repeated
        if (repetitions(pattern) > MAX_REPETITIONS)
            throw at(last, "the pattern repeats its parts more than %d times".formatted(MAX_REPETITIONS));
        try {
            if (Pattern.compile(pattern).programSize() > MAX_PATTERN_STEPS) throw at(last, "the pattern is too large");
        } catch (PatternSyntaxException wrong) {
            throw at(last, "no pattern: " + wrong.getMessage());
        }
    }

    private static long repetitions(String pattern) {
        long product = 1;
        Matcher counts = COUNT.matcher(pattern);
        while (counts.find() && product <= MAX_REPETITIONS) {
            String most = Optional.ofNullable(counts.group(2))
                    .filter(text -> !text.isEmpty())
                    .orElse(counts.group(1));
            product *= most.length() > 4 ? MAX_REPETITIONS + 1 : Math.max(1, Long.parseLong(most));
        }
        return product;
    }

    private MalformedCheck at(CelExpr expression, String what) {
        return problem.apply(location(tree, expression.id()), what);
    }

    static CelSourceLocation location(CelAbstractSyntaxTree tree, long expression) {
        return Optional.ofNullable(tree.getSource().getPositionsMap().get(expression))
                .flatMap(tree.getSource()::getOffsetLocation)
                .orElse(CelSourceLocation.of(1, 0));
    }
}
