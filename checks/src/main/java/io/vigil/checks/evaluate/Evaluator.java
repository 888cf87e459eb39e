package io.vigil.checks.evaluate;

import dev.cel.common.CelAbstractSyntaxTree;

/**
 * An expression that the library parsed and checked, as nodes that are linked once: names are numbers, functions are
 * bound, what is constant is computed. It gives what the library's interpreter gives, failures included; a loop's steps
 * count once, where the library counts those below {@code .?} twice.
 */
public final class Evaluator {
    private final Node root;
    private final int locals;
    private final int maxSteps;

    private Evaluator(Node root, int locals, int maxSteps) {
        this.root = root;
        this.locals = locals;
        this.maxSteps = maxSteps;
    }

    /** @throws NotEvaluable if a part of it is not known here */
    public static Evaluator of(CelAbstractSyntaxTree tree, Scope scope, Meanings functions) {
        Translation translation = new Translation(tree, scope, functions);
        Node root = translation.node(tree.getExpr());
        return new Evaluator(root, translation.locals(), functions.maxSteps());
    }

    /** A value, or {@link Failed}. */
    public Object eval(Variables variables) {
        try {
            return root.eval(new Frame(variables, locals, maxSteps));
        } catch (RuntimeException defect) {
            return Failed.because(defect);
        }
    }
}
