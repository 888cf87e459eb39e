package io.vigil.checks.evaluate;

import dev.cel.common.ast.CelExpr;

/** An expression of which the evaluator does not know a part. */
public final class NotEvaluable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long expression;

    NotEvaluable(CelExpr expression, String problem) {
        super(problem);
        this.expression = expression.id();
    }

    /** Its id in the tree. */
    public long expression() {
        return expression;
    }
}
