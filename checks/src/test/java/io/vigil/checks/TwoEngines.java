package io.vigil.checks;

import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.vigil.checks.Program.Engine;
import io.vigil.checks.Shape.Struct;

/** The catalogue's expressions by the library's interpreter, which says what they mean, beside our own evaluator. */
final class TwoEngines {

    // the planner of the same library turns a missing value into a value
    private static final CelRuntime LIBRARY_RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(Language.OPTIONS)
            .addLibraries(CelExtensions.optional())
            .addFunctionBindings(Functions.BINDINGS)
            .addFunctionBindings(PolicyFunctions.BINDINGS)
            .build();

    static final Engine LIBRARY = (tree, names) -> new Program.Interpreted(LIBRARY_RUNTIME.createProgram(tree));
    static final Engine OURS = Engines.of(Dialect.CATALOGUE);

    private TwoEngines() {}

    static CompiledCheck compile(CheckSource source, ResourceType<?> type, Engine engine) {
        Struct params = Language.paramsStruct(source.paramShapes());
        return CompiledCheck.compile(source, params, Language.over(type, params, Dialect.CATALOGUE, engine));
    }
}
