package io.vigil.checks;

import com.google.common.collect.Iterables;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import io.vigil.checks.Program.Engine;
import io.vigil.checks.evaluate.Evaluator;
import io.vigil.checks.evaluate.Meanings;

/** What evaluates expressions, by who wrote them. */
final class Engines {

    private static final Meanings MEANINGS =
            new Meanings(Language.OPTIONS, Iterables.concat(Functions.BINDINGS, PolicyFunctions.BINDINGS));

    private static final CelRuntime OWN_RUNTIME = warm(CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(Language.OWN_OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES, StandardFunction.CONTAINS)
                    .build())
            .addLibraries(CelExtensions.optional())
            .addFunctionBindings(Functions.OWN_BINDINGS)
            .addFunctionBindings(BoundedText.BINDINGS)
            .build());

    private Engines() {}

    /** A stranger's expression goes on with the interpreter, which tells the {@link Allowance} of each step. */
    static Engine of(Dialect dialect) {
        return switch (dialect) {
            case CATALOGUE -> (tree, names) -> new Program.Linked(Evaluator.of(tree, names, MEANINGS));
            case OWN -> (tree, names) -> new Program.Interpreted(OWN_RUNTIME.createProgram(tree));
        };
    }

    /** The first evaluation loads the interpreter, which takes longer than a check may. */
    private static CelRuntime warm(CelRuntime runtime) {
        try {
            CelAbstractSyntaxTree tree = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(Language.OWN_OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .build()
                    .compile("[1, 2].filter(n, n > 1 || 'a'.matches('b*')).exists(n, n == 2 && !'a'.contains('b'))")
                    .getAst();
            runtime.createProgram(tree).trace(new Allowance());
        } catch (CelValidationException | CelEvaluationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (Stopped slow) {
            // what had to be loaded is loaded
        }
        return runtime;
    }
}
