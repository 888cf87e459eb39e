package io.vigil.checks.evaluate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.runtime.CelFunctionBinding;
import io.vigil.checks.evaluate.Logic.Choice;
import io.vigil.checks.evaluate.Logic.Condition;
import io.vigil.checks.evaluate.Logic.Junction;
import io.vigil.checks.evaluate.Selection.Member;
import io.vigil.checks.evaluate.Values.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Turns a checked tree into nodes; what it does not know it refuses. */
final class Translation {
    private final CelAbstractSyntaxTree tree;
    private final Scope scope;
    private final Meanings functions;
    private final Locals locals = new Locals();

    Translation(CelAbstractSyntaxTree tree, Scope scope, Meanings functions) {
        this.tree = tree;
        this.scope = scope;
        this.functions = functions;
    }

    /** How many places its loops need. */
    int locals() {
        return locals.most();
    }

    Node node(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> new Constant(value(expression, expression.constant()));
            case IDENT -> named(expression);
            case SELECT -> select(expression);
            case CALL -> call(expression, expression.call());
            case LIST -> list(expression);
            case MAP -> map(expression);
            case COMPREHENSION -> new LoopTranslation(this, expression).node();
            default -> throw new NotEvaluable(expression, "the evaluator does not know what this is");
        };
    }

    Locals scopes() {
        return locals;
    }

    Spot spot(CelExpr expression) {
        return Spot.of(tree, expression);
    }

    Condition condition(CelExpr expression) {
        return new Condition(node(expression), spot(expression));
    }

    private static Object value(CelExpr expression, CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> constant.nullValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case UINT64_VALUE -> constant.uint64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case BYTES_VALUE -> constant.bytesValue();
            default -> throw new NotEvaluable(expression, "the evaluator does not know this literal");
        };
    }

    private Node named(CelExpr expression) {
        CelReference reference = tree.getReferenceOrThrow(expression.id());
        if (reference.value().isPresent())
            return new Constant(value(expression, reference.value().get()));
        if (type(expression).kind() == CelKind.TYPE)
            throw new NotEvaluable(expression, "the evaluator does not know types as values");
        String name = reference.name();
        return locals.find(name)
                .<Node>map(Values.Local::new)
                .orElseGet(() -> new Values.Variable(
                        scope.slot(name)
                                .orElseThrow(() -> new NotEvaluable(
                                        expression, "the evaluator does not know the name '%s'".formatted(name))),
                        spot(expression)));
    }

    private Node select(CelExpr expression) {
        if (tree.getReference(expression.id()).isPresent()) return named(expression);
        CelExpr operand = expression.select().operand();
        Member member = member(operand, expression.select().field());
        return expression.select().testOnly()
                ? new Selection.Has(node(operand), member, spot(expression))
                : new Selection.Select(node(operand), member, spot(expression));
    }

    private Member member(CelExpr holder, String name) {
        CelType type = type(holder);
        if (type instanceof OptionalType optional) type = optional.parameters().getFirst();
        return Member.of(name, scope.layout(type));
    }

    private CelType type(CelExpr expression) {
        return tree.getTypeOrThrow(expression.id());
    }

    private Node list(CelExpr expression) {
        if (!expression.list().optionalIndices().isEmpty())
            throw new NotEvaluable(expression, "the evaluator does not know optional elements");
        List<Node> elements =
                expression.list().elements().stream().map(this::node).toList();
        if (!elements.stream().allMatch(Constant.class::isInstance)) return new Values.ListOf(elements);
        List<Object> values = new ArrayList<>();
        for (Node each : elements) values.add(((Constant) each).value());
        return new Constant(Collections.unmodifiableList(values));
    }

    private Node map(CelExpr expression) {
        List<Values.Entry> entries = new ArrayList<>();
        for (CelExpr.CelMap.Entry each : expression.map().entries()) {
            if (each.optionalEntry())
                throw new NotEvaluable(expression, "the evaluator does not know optional entries");
            entries.add(new Values.Entry(node(each.key()), node(each.value()), spot(each.key())));
        }
        return new Values.MapOf(entries);
    }

    private Node call(CelExpr expression, CelCall call) {
        List<String> meanings = tree.getReferenceOrThrow(expression.id()).overloadIds();
        return switch (meanings.getFirst()) {
            case "conditional" ->
                new Choice(
                        condition(call.args().get(0)),
                        node(call.args().get(1)),
                        node(call.args().get(2)));
            case "logical_and" -> junction(call, /* decisive */ false);
            case "logical_or" -> junction(call, /* decisive */ true);
            case "optional_orValue_value" ->
                new Optionals.OrValue(
                        node(call.target().orElseThrow()), node(call.args().getFirst()), spot(expression));
            case "optional_or_optional" ->
                new Optionals.Or(
                        node(call.target().orElseThrow()), node(call.args().getFirst()), spot(expression));
            case "select_optional_field" -> {
                CelExpr holder = call.args().get(0);
                Member member = member(holder, call.args().get(1).constant().stringValue());
                yield new Selection.OptionalSelect(node(holder), member, spot(expression));
            }
            default -> function(expression, call, meanings);
        };
    }

    private Node junction(CelCall call, boolean decisive) {
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        return new Junction(node(left), spot(left), node(right), spot(right), decisive);
    }

    private Node function(CelExpr expression, CelCall call, List<String> meanings) {
        List<CelFunctionBinding> bindings = functions.bindings(meanings);
        if (bindings.isEmpty() || !bindings.stream().allMatch(CelFunctionBinding::isStrict))
            throw new NotEvaluable(
                    expression, "the evaluator does not know the function '%s'".formatted(call.function()));
        List<Node> arguments = new ArrayList<>();
        call.target().ifPresent(target -> arguments.add(node(target)));
        call.args().forEach(each -> arguments.add(node(each)));
        Call general = new Call(call.function(), meanings, bindings, arguments, spot(expression));
        if (arguments.stream().allMatch(Constant.class::isInstance)) return folded(general);
        if (meanings.size() > 1) return general;
        return shorter(expression, meanings.getFirst(), arguments, general).orElse(general);
    }

    /** All functions are pure; one that fails fails when it is evaluated, since it may stand where nobody asks for it. */
    private static Node folded(Call call) {
        Object value = call.eval(new Frame(
                slot -> {
                    throw new IllegalStateException("no constant");
                },
                /* locals */ 0,
                /* maxSteps */ 0));
        return value instanceof Failed ? call : new Constant(value);
    }

    private static Optional<Node> shorter(CelExpr expression, String meaning, List<Node> arguments, Call call) {
        Node first = arguments.getFirst();
        if (arguments.size() == 1)
            return ofOne(meaning, call).<Node>map(shortcut -> new Call.Unary(first, shortcut, call));
        if (arguments.size() != 2) return Optional.empty();
        return ofTwo(expression, meaning, arguments.get(1))
                .<Node>map(shortcut -> new Call.Binary(first, arguments.get(1), shortcut, call));
    }

    private static Optional<Shortcuts.OfOne> ofOne(String meaning, Call call) {
        return meaning.equals("string_to_duration")
                ? Optional.of(new LastText(call))
                : Optional.ofNullable(Shortcuts.OF_ONE.get(meaning));
    }

    private static Optional<Shortcuts.OfTwo> ofTwo(CelExpr expression, String meaning, Node second) {
        boolean matches = meaning.equals("matches") || meaning.equals("matches_string");
        if (!(second instanceof Constant(Object value)))
            return matches ? Optional.of(new LastPattern()) : Optional.ofNullable(Shortcuts.OF_TWO.get(meaning));
        if (matches && value instanceof String pattern)
            return Optional.of(Shortcuts.matches(pattern(expression, pattern)));
        if (meaning.equals("in_list")
                && value instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)) return Optional.of(Shortcuts.in(list));
        return Optional.ofNullable(Shortcuts.OF_TWO.get(meaning));
    }

    private static Pattern pattern(CelExpr expression, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new NotEvaluable(expression, "'%s' is no pattern: %s".formatted(pattern, wrong.getDescription()));
        }
    }

    static boolean isNamed(CelExpr expression, String name) {
        return expression.getKind() == Kind.IDENT && expression.ident().name().equals(name);
    }
}
