package io.vigil.checks;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.vigil.checks.evaluate.Evaluator;
import io.vigil.checks.evaluate.Failed;
import org.jspecify.annotations.Nullable;

/** An expression that can be evaluated. */
interface Program {
    /**
     * A value, or {@link Failed}.
     *
     * @throws Stopped if the allowance of the facts is used up
     */
    Object eval(Facts facts);

    /** Makes programs out of checked trees. */
    interface Engine {
        Program program(CelAbstractSyntaxTree tree, Names names) throws CelEvaluationException;
    }

    /** By the library's interpreter, which tells an allowance of each step. */
    record Interpreted(CelRuntime.Program program) implements Program {
        @Override
        public Object eval(Facts facts) {
            @Nullable Allowance allowance = facts.allowance();
            if (allowance != null) return eval(facts, allowance);
            try {
                return program.eval(facts);
            } catch (CelEvaluationException | RuntimeException failed) {
                return Failed.because(failed);
            }
        }

        Object eval(CelVariableResolver names, Allowance allowance) {
            try {
                return program.trace(names, allowance);
            } catch (CelEvaluationException | RuntimeException failed) {
                return Failed.because(failed);
            }
        }
    }

    /** By nodes of our own. */
    record Linked(Evaluator evaluator) implements Program {
        @Override
        public Object eval(Facts facts) {
            return evaluator.eval(facts);
        }
    }
}
