package io.vigil.checks;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.YamlMap.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The language of our own checks: CEL with optional values, {@link Functions} and {@link PolicyFunctions}. It is bounded in time, not in memory,
 * so it is not yet one for checks that strangers write.
 */
final class Language {

    /** An expression that can be evaluated, and what it reads of the resource, such as {@code root.mfaActive}. */
    record Expression(Program program, CelType type, Set<String> reads) {}

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(1_000_000)
            .maxExpressionCodePointSize(8_000)
            .maxParseRecursionDepth(64)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    // the planner of the same library turns a missing value into a value, and is slower
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.optional())
            .addFunctionBindings(Functions.BINDINGS)
            .addFunctionBindings(PolicyFunctions.BINDINGS)
            .build();

    private final CelCompiler compiler;

    private Language(CelCompiler compiler) {
        this.compiler = compiler;
    }

    /** With {@code resource} and what people call it, {@code name}; {@code params}, {@code declared} and {@code now}. */
    static Language over(ResourceType<?> type, Struct params) {
        StructType paramsType = LanguageTypes.struct(params);
        return new Language(CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional())
                .setTypeProvider(new OneType(paramsType))
                .addFunctionDeclarations(Functions.DECLARATIONS)
                .addFunctionDeclarations(PolicyFunctions.DECLARATIONS)
                .addVar("resource", LanguageTypes.of(Shapes.of(type.document())))
                .addVar("name", SimpleType.STRING)
                .addVar("params", paramsType)
                .addVar("declared", LanguageTypes.of(Shapes.of(Declarations.class)))
                .addVar("now", SimpleType.TIMESTAMP)
                .build());
    }

    static Struct paramsStruct(Map<String, Shape> shapes) {
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        shapes.forEach((name, shape) ->
                members.put(name, new Shape.Member(name, shape, false, false, Set.of(), holder -> null)));
        return new Struct("params", () -> members);
    }

    /** With one more name, for what comes after it. */
    Language with(String name, CelType type) {
        return new Language(compiler.toCompilerBuilder().addVar(name, type).build());
    }

    /** @throws MalformedCheck naming the file's line and column, then the expression's */
    Expression compile(String word, Text text) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text.value()).getAst();
            Lint.refuse(tree, problem -> new MalformedCheck(text.place(), word + ": " + problem));
            return new Expression(RUNTIME.createProgram(tree), tree.getResultType(), Lint.reads(tree.getExpr()));
        } catch (CelValidationException wrong) {
            var issue = wrong.getErrors().getFirst();
            throw new MalformedCheck(
                    text.place(),
                    "%s, line %d column %d of the expression: %s"
                            .formatted(
                                    word,
                                    issue.getSourceLocation().getLine(),
                                    issue.getSourceLocation().getColumn() + 1,
                                    issue.getMessage()));
        } catch (CelEvaluationException impossible) {
            throw new MalformedCheck(text.place(), word + ": " + impossible.getMessage());
        }
    }

    Expression compileCondition(String word, Text text) {
        Expression expression = compile(word, text);
        if (!expression.type().equals(SimpleType.BOOL))
            throw new MalformedCheck(
                    text.place(),
                    "%s must be true or false, it is %s"
                            .formatted(word, expression.type().name()));
        return expression;
    }
}
