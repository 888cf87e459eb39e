package io.vigil.checks.evaluate;

import static io.vigil.checks.evaluate.Translation.isNamed;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.vigil.checks.evaluate.Loops.Range;
import java.util.List;
import java.util.function.Supplier;

/** Finds out which macro a loop was, by the form that the library gives it. */
final class LoopTranslation {
    private final Translation all;
    private final CelExpr expression;
    private final CelComprehension loop;

    LoopTranslation(Translation all, CelExpr expression) {
        this.all = all;
        this.expression = expression;
        this.loop = expression.comprehension();
    }

    Node node() {
        if (!loop.iterVar2().isEmpty()) throw unknown();
        Range range = new Range(
                all.node(loop.iterRange()), all.scopes().next(), all.spot(loop.iterRange()), all.spot(expression));
        boolean itself = isNamed(loop.result(), loop.accuVar());
        return switch (loop.accuInit().getKind()) {
            case CONSTANT -> {
                CelConstant start = loop.accuInit().constant();
                if (start.getKind() == CelConstant.Kind.BOOLEAN_VALUE && itself)
                    yield quantified(range, !start.booleanValue());
                if (start.getKind() == CelConstant.Kind.INT64_VALUE && goesThrough()) yield existsOne(range);
                throw unknown();
            }
            case LIST -> {
                if (!itself
                        || !goesThrough()
                        || !loop.accuInit().list().elements().isEmpty()) throw unknown();
                yield collect(range);
            }
            default -> throw unknown();
        };
    }

    private Node quantified(Range range, boolean decisive) {
        List<CelExpr> sides = step(decisive ? "_||_" : "_&&_", /* arguments */ 2);
        if (!isNamed(sides.get(0), loop.accuVar()) || !isCall(loop.loopCondition(), "@not_strictly_false"))
            throw unknown();
        return inside(() -> new Loops.Quantified(range, all.condition(sides.get(1)), decisive));
    }

    private Node existsOne(Range range) {
        List<CelExpr> choice = step("_?_:_", /* arguments */ 3);
        if (!isNamed(choice.get(2), loop.accuVar()) || !isCall(loop.result(), "_==_")) throw unknown();
        return inside(() -> new Loops.ExistsOne(range, all.condition(choice.get(0))));
    }

    private Node collect(Range range) {
        if (!isCall(loop.loopStep(), "_?_:_")) {
            CelExpr element = collected(loop.loopStep());
            return inside(() -> new Loops.Collect(range, /* condition */ null, all.node(element)));
        }
        List<CelExpr> choice = step("_?_:_", /* arguments */ 3);
        if (!isNamed(choice.get(2), loop.accuVar())) throw unknown();
        CelExpr element = collected(choice.get(1));
        return inside(() -> new Loops.Collect(range, all.condition(choice.get(0)), all.node(element)));
    }

    /** What is added to the list. */
    private CelExpr collected(CelExpr sum) {
        if (!isCall(sum, "_+_") || !isNamed(sum.call().args().get(0), loop.accuVar())) throw unknown();
        CelExpr added = sum.call().args().get(1);
        if (added.getKind() != Kind.LIST || added.list().elements().size() != 1) throw unknown();
        return added.list().elements().getFirst();
    }

    private Node inside(Supplier<Node> body) {
        return all.scopes().within(loop.iterVar(), body);
    }

    private List<CelExpr> step(String function, int arguments) {
        if (!isCall(loop.loopStep(), function) || loop.loopStep().call().args().size() != arguments) throw unknown();
        return loop.loopStep().call().args();
    }

    /** Whether it stops at no element. */
    private boolean goesThrough() {
        CelConstant condition = loop.loopCondition().constantOrDefault();
        return condition.getKind() == CelConstant.Kind.BOOLEAN_VALUE && condition.booleanValue();
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.getKind() == Kind.CALL && expression.call().function().equals(function);
    }

    private NotEvaluable unknown() {
        return new NotEvaluable(expression, "the evaluator does not know this form of loop");
    }
}
