package io.vigil.checks;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import io.vigil.checks.Shape.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What compiles and is still wrong; and what an expression reads. */
final class Lint {
    private final CelAbstractSyntaxTree tree;
    private final Function<String, MalformedCheck> problem;

    private Lint(CelAbstractSyntaxTree tree, Function<String, MalformedCheck> problem) {
        this.tree = tree;
        this.problem = problem;
    }

    static void refuse(CelAbstractSyntaxTree tree, Function<String, MalformedCheck> problem) {
        new Lint(tree, problem).visit(tree.getExpr());
    }

    /** Longest paths from {@code resource}, such as {@code root.mfaActive}. */
    static Set<String> reads(CelExpr expression) {
        Set<String> reads = new LinkedHashSet<>();
        collect(expression, reads);
        return reads;
    }

    private static void collect(CelExpr expression, Set<String> reads) {
        Optional<String> path = path(expression, Map.of());
        if (path.isPresent()) path.filter(found -> !found.isEmpty()).ifPresent(reads::add);
        else children(expression).forEach(child -> collect(child, reads));
    }

    /** @param named other names that stand for something in the resource, with its path */
    static Optional<String> path(CelExpr expression, Map<String, String> named) {
        if (expression.getKind() == Kind.IDENT) {
            String name = expression.ident().name();
            return Optional.ofNullable(named.get(name))
                    .or(() -> name.equals("resource") ? Optional.of("") : Optional.empty());
        }
        if (expression.getKind() == Kind.SELECT) {
            String field = expression.select().field();
            return path(expression.select().operand(), named).map(before -> joined(before, field));
        }
        if (isOptionalSelect(expression)) {
            String field = text(expression.call().args().get(1)).orElse("");
            return path(expression.call().args().get(0), named).map(before -> joined(before, field));
        }
        return Optional.empty();
    }

    private static String joined(String before, String field) {
        return before.isEmpty() ? field : before + "." + field;
    }

    private void visit(CelExpr expression) {
        if (expression.getKind() == Kind.SELECT && expression.select().testOnly())
            refuseAskingForOurs(expression.select().field());
        if (isOptionalSelect(expression)) text(expression.call().args().get(1)).ifPresent(this::refuseAskingForOurs);
        if (expression.getKind() == Kind.CALL) refuseUnknownWords(expression);
        children(expression).forEach(this::visit);
    }

    /** It would turn "not readable" into "not there". */
    private void refuseAskingForOurs(String member) {
        if (Character.isLowerCase(member.charAt(0)))
            throw problem.apply("has() and .? may not ask for '%s', a component of ours".formatted(member));
    }

    private void refuseUnknownWords(CelExpr call) {
        List<CelExpr> sides = call.call().args();
        switch (call.call().function()) {
            case "_==_", "_!=_" -> {
                refuseUnknownWord(sides.get(0), sides.get(1));
                refuseUnknownWord(sides.get(1), sides.get(0));
            }
            case "@in" -> {
                if (sides.get(1).getKind() == Kind.LIST)
                    sides.get(1).list().elements().forEach(each -> refuseUnknownWord(sides.get(0), each));
                refuseUnknownWord(sides.get(1), sides.get(0));
            }
            default -> {}
        }
    }

    private void refuseUnknownWord(CelExpr member, CelExpr literal) {
        Optional<String> word = text(literal);
        if (word.isEmpty()) return;
        member(member)
                .filter(found -> !found.words().isEmpty() && !found.words().contains(word.get()))
                .ifPresent(found -> {
                    throw problem.apply("'%s' is no value of %s; AWS knows %s"
                            .formatted(
                                    word.get(),
                                    found.name(),
                                    found.words().stream().sorted().toList()));
                });
    }

    /** The AWS member that an expression gives the value of, through {@code .?X} and {@code orValue()} too. */
    private Optional<Member> member(CelExpr expression) {
        if (expression.getKind() == Kind.SELECT)
            return member(expression.select().operand(), expression.select().field());
        if (isOptionalSelect(expression))
            return text(expression.call().args().get(1))
                    .flatMap(field -> member(expression.call().args().get(0), field));
        if (expression.getKind() == Kind.CALL
                && Set.of("orValue", "value").contains(expression.call().function()))
            return expression.call().target().flatMap(this::member);
        return Optional.empty();
    }

    private Optional<Member> member(CelExpr holder, String field) {
        CelType type = tree.getType(holder.id()).orElse(null);
        if (type instanceof OptionalType optional) type = optional.parameters().getFirst();
        if (type == null) return Optional.empty();
        return Shapes.named(type.name()).map(struct -> struct.members().get(field));
    }

    private static boolean isOptionalSelect(CelExpr expression) {
        return expression.getKind() == Kind.CALL && expression.call().function().equals("_?._");
    }

    private static Optional<String> text(CelExpr expression) {
        return expression.getKind() == Kind.CONSTANT && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    static List<CelExpr> children(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> List.of(expression.select().operand());
            case CALL -> {
                List<CelExpr> children = new ArrayList<>();
                expression.call().target().ifPresent(children::add);
                children.addAll(expression.call().args());
                yield children;
            }
            case LIST -> expression.list().elements();
            case MAP ->
                expression.map().entries().stream()
                        .flatMap(entry -> java.util.stream.Stream.of(entry.key(), entry.value()))
                        .toList();
            case STRUCT ->
                expression.struct().entries().stream()
                        .map(CelExpr.CelStruct.Entry::value)
                        .toList();
            case COMPREHENSION -> {
                var loop = expression.comprehension();
                yield List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
            }
            default -> List.of();
        };
    }
}
